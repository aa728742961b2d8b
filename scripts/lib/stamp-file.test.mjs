import path from "node:path";

import { expect, test } from "vitest";

import { scratchFolder } from "../fixtures/scratch.mjs";
import { readStamp, writeStamp } from "./stamp-file.mjs";

test("a stamp that was never written is null, and afterwards what was written", () => {
  const dir = path.join(scratchFolder(), "not/yet/there");
  expect(readStamp("built", { dir })).toBeNull();
  writeStamp("built", "abc", { dir });
  expect(readStamp("built", { dir })).toBe("abc");
});
