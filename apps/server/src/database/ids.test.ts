import { expect, it } from "vitest";

import { newId } from "./ids.ts";

it("never gives the same id twice, and carries the kind in the text", () => {
  const ids = Array.from({ length: 5000 }, () => newId("att"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^att_[0-9a-z]{9}[0-9a-v]{16}$/u);
});
