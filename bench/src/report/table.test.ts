import { expect, test } from "vitest";

import { markdownTable } from "./table.ts";

test("columns are as wide as their widest cell, numbers to the right", () => {
  expect(markdownTable(["server", "ms"], [["bare twilio", "1.5"]])).toBe(
    ["| server      |  ms |", "| ----------- | --: |", "| bare twilio | 1.5 |"].join("\n"),
  );
});
