import fs from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { scratchFolder, writeInto } from "../fixtures/scratch.mjs";
import { sourceStamp } from "./source-stamp.mjs";

function aWorkspace() {
  return scratchFolder({
    "package-lock.json": {},
    "tsconfig.base.json": {},
    "tsconfig.json": { references: [{ path: "packages/a" }] },
    "packages/a/package.json": {},
    "packages/a/tsconfig.json": {},
    "packages/a/src/index.ts": "export {};",
    "packages/a/src/deep/one.ts": "export {};",
  });
}

test("stays the same while nothing changes", () => {
  const root = aWorkspace();
  expect(sourceStamp(root)).toBe(sourceStamp(root));
});

test.each(["packages/a/src/deep/one.ts", "packages/a/package.json", "tsconfig.base.json"])(
  "changes with %s, even when its size stays the same",
  (name) => {
    const root = aWorkspace();
    const before = sourceStamp(root);
    fs.utimesSync(path.join(root, name), new Date(0), new Date(0));
    expect(sourceStamp(root)).not.toBe(before);
  },
);

test("changes when a source file comes or goes", () => {
  const root = aWorkspace();
  const before = sourceStamp(root);
  writeInto(root, "packages/a/src/two.ts", "export {};");
  expect(sourceStamp(root)).not.toBe(before);
  fs.rmSync(path.join(root, "packages/a/src/two.ts"));
  expect(sourceStamp(root)).toBe(before);
});

test("leaves out tests and what was built, which the build doesn't read", () => {
  const root = aWorkspace();
  const before = sourceStamp(root);
  writeInto(root, "packages/a/src/one.test.ts", "export {};");
  writeInto(root, "packages/a/dist/index.js", "export {};");
  expect(sourceStamp(root)).toBe(before);
});
