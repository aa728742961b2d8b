import { expect, it } from "vitest";

import { mask } from "./mask.ts";

it("shows structure, and neither texts nor numbers", () => {
  const masked = mask({
    to: "+15550001111",
    list: [1, true, null, ""],
    sid: `SM${"0".repeat(32)}`,
  });
  expect(masked).toEqual({
    to: "[text of 12]",
    list: ["[number]", true, null, ""],
    sid: `SM${"0".repeat(32)}`,
  });
});

it("shows a name only where it is an identifier", () => {
  expect(mask({ "+15550001111": 1, first_name: "x" })).toEqual({
    "[name 1]": "[number]",
    first_name: "[text of 1]",
  });
});

it("hides an account's SID", () => {
  expect(mask(`AC${"0".repeat(32)}`)).toBe("[text of 34]");
});
