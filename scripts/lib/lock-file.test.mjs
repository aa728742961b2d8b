import { expect, test } from "vitest";

import { scratchFolder, writeInto } from "../fixtures/scratch.mjs";
import { isInstalled, lockStamp } from "./lock-file.mjs";

const wanted = {
  "": { name: "root" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b": { version: "1.0.0", integrity: "sha512-b", optional: true },
};

function folderWith(installed) {
  const folder = scratchFolder({ "package-lock.json": { packages: wanted } });
  if (installed !== null) {
    writeInto(folder, "node_modules/.package-lock.json", { packages: installed });
  }
  return folder;
}

test("nothing is installed where npm left no record", () => {
  expect(isInstalled(folderWith(null))).toBe(false);
});

test("an optional package of another machine may be missing", () => {
  expect(isInstalled(folderWith({ "node_modules/a": wanted["node_modules/a"] }))).toBe(true);
});

test("a missing package, another version or other contents ask for an install", () => {
  expect(isInstalled(folderWith({}))).toBe(false);
  for (const change of [{ version: "1.0.1" }, { integrity: "sha512-other" }]) {
    const changed = { ...wanted["node_modules/a"], ...change };
    expect(isInstalled(folderWith({ "node_modules/a": changed }))).toBe(false);
  }
});

test("the stamp follows the contents of the lock file", () => {
  const folder = folderWith(null);
  const before = lockStamp(folder);
  expect(lockStamp(folder)).toBe(before);
  writeInto(folder, "package-lock.json", { packages: {} });
  expect(lockStamp(folder)).not.toBe(before);
});
