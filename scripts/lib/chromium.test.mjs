import fs from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { scratchFolder } from "../fixtures/scratch.mjs";
import { ensureChromium, findChromium } from "./chromium.mjs";

function folderWithProgram(name, ...lines) {
  const folder = scratchFolder({ [name]: ["#!/bin/sh", ...lines, ""].join("\n") });
  fs.chmodSync(path.join(folder, name), 0o755);
  return folder;
}

/**
 * An apt-get that notes what it was asked and, asked to install, leaves a chromium beside itself.
 */
function folderWithAptGet() {
  return folderWithProgram(
    "apt-get",
    'here="${0%/*}"',
    'echo "$*" >> "$here/asked"',
    'case "$*" in *install*) echo "#!/bin/sh" > "$here/chromium"; /bin/chmod 755 "$here/chromium";; esac',
  );
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

test("root installs one with apt-get, after an update", async () => {
  const PATH = folderWithAptGet();
  expect(await ensureChromium({ env: { PATH }, uid: 0 })).toBe(path.join(PATH, "chromium"));
  const asked = fs.readFileSync(path.join(PATH, "asked"), "utf8");
  expect(asked).toBe("-q update\n-q install -y chromium\n");
});

test("others install one with sudo, where it needs no password", async () => {
  const apt = folderWithAptGet();
  const sudo = folderWithProgram("sudo", 'shift; [ "$1" = true ] || exec "$@"');
  const env = { PATH: `${apt}:${sudo}` };
  expect(await ensureChromium({ env, uid: 1000 })).toBe(path.join(apt, "chromium"));
});

test.each([
  { where: "sudo needs a password", lines: ["exit 1"] },
  { where: "apt-get fails", lines: ['[ "$2" = true ] || exit 100'] },
])("where $where it fails with the command to type", async ({ lines }) => {
  const env = { PATH: `${folderWithAptGet()}:${folderWithProgram("sudo", ...lines)}` };
  await expect(ensureChromium({ env, uid: 1000 })).rejects.toThrow(
    "sudo sh -c 'apt-get update && apt-get install -y chromium'",
  );
});

test("without a package manager it fails with the command to type", async () => {
  const env = { PATH: scratchFolder() };
  await expect(ensureChromium({ env, uid: 0 })).rejects.toThrow("apt-get install -y chromium");
});
