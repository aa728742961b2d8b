import { expect, it } from "vitest";

import { encodeForm } from "./encode-form.ts";

it("encodes every character as URLSearchParams does", () => {
  const letters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
  const fields = [...letters, "👍 a+b", "\ud800", ""].map((text): [string, string] => [
    `n${text}`,
    text,
  ]);
  expect(encodeForm(fields)).toBe(new URLSearchParams(fields).toString());
  expect(encodeForm([])).toBe("");
});
