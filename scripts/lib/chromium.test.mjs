import fs from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { scratchFolder } from "../fixtures/scratch.mjs";
import { findChromium } from "./chromium.mjs";

function folderWithProgram(name) {
  const folder = scratchFolder({ [name]: "" });
  fs.chmodSync(path.join(folder, name), 0o755);
  return folder;
}

test("CHROMIUM_PATH comes before what is installed", () => {
  const chosen = path.join(folderWithProgram("my-browser"), "my-browser");
  const PATH = folderWithProgram("chromium");
  expect(findChromium({ CHROMIUM_PATH: chosen, PATH })).toBe(chosen);
});

test("a CHROMIUM_PATH without a program is an error, not another browser", () => {
  const PATH = folderWithProgram("chromium");
  expect(() => findChromium({ CHROMIUM_PATH: "/nowhere/chromium", PATH })).toThrow(
    "CHROMIUM_PATH is /nowhere/chromium",
  );
});

test.each(["chromium", "google-chrome"])("finds an installed %s on the PATH", (name) => {
  const folder = folderWithProgram(name);
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(path.join(folder, name));
});

test("answers null where there is none", () => {
  const folder = scratchFolder({ chromium: "not a program" });
  expect(findChromium({ PATH: folder }, [])).toBeNull();
});
