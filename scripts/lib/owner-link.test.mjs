import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readOwnerLink } from "./owner-link.mjs";

const url = "http://127.0.0.1:4100/welcome#token";
let folder;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "trunkline-link-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test("at a terminal the link itself is told, elsewhere its file", () => {
  const file = path.join(folder, "first-owner.link");
  fs.writeFileSync(file, `${url}\n`);
  expect(readOwnerLink(file, true)).toEqual({ url });
  expect(readOwnerLink(file, false)).toEqual({ file });
});

test("nothing is told where there is an owner, or has just come to be one", () => {
  expect(readOwnerLink(null, true)).toBe(null);
  expect(readOwnerLink(undefined, false)).toBe(null);
  expect(readOwnerLink(path.join(folder, "gone"), true)).toBe(null);
});
