import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { readFolder } from "./read-folder.ts";

async function aFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "app-folder-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

const appFile = '{"format": 1, "name": "shop", "groups": ["Support"]}';
const flow = (name: string) => JSON.stringify({ name, kind: "web-hook", workspace: {} });

/** What is wrong with a folder that has an app file and these files, as lines. */
async function faultsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const { app, faults } = await readFolder(await aFolder({ "app.json": appFile, ...files }));
  expect(app === null).toBe(faults.length > 0);
  return faults.map(({ file, place, message }) => [file, place, message].join("|"));
}

test("reads every document, and passes over what is no app's", async () => {
  const dir = await aFolder({
    "app.json": `\uFEFF${appFile.replaceAll(",", ",\r\n")}`,
    "rules.json": '{"hooks": {}}',
    "connections/sms.json": '{"name": "sms"}',
    "flows/b.json": flow("b"),
    "flows/a.json": flow("a"),
    "flows/README.md": "How it works",
    "flows/a.json.orig": "{",
    "README.md": "A shop",
    ".git/HEAD": "ref",
    LICENSE: "MIT",
    "pages-of-old/x": "",
  });
  expect(await readFolder(dir)).toEqual({
    app: {
      name: "shop",
      groups: ["Support"],
      rules: { hooks: {} },
      connections: [{ name: "sms" }],
      flows: [JSON.parse(flow("a")), JSON.parse(flow("b"))],
    },
    faults: [],
    strangers: ["pages-of-old", "flows/a.json.orig"],
  });
});

test("an app may have no rules, connections and flows", async () => {
  const { app } = await readFolder(await aFolder({ "app.json": appFile }));
  expect(app).toMatchObject({ rules: {}, connections: [], flows: [] });
});

test.each([
  ["breaks off", { "flows/a.json": '{\n  "name": "a",' }, "flows/a.json|2:15|this is not JSON"],
  ["is no object", { "flows/a.json": "[]" }, "flows/a.json||it holds no object."],
  ["is not UTF-8", { "flows/a.json": Uint8Array.of(0xff) }, "flows/a.json||it is not UTF-8"],
  ["is empty", { "flows/a.json": "" }, "flows/a.json|1:1|this is not JSON: the file breaks off."],
  [
    "has an odd name",
    { "flows/A.json": flow("A") },
    "flows/A.json||this is not the name of a flow",
  ],
  ["has no name", { "flows/a.json": "{}" }, 'flows/a.json|name|it has to have the name "a".'],
  ["has another name", { "flows/a.json": flow("b") }, 'flows/a.json|name|it has the name "b"; in'],
  [
    "has another file's name",
    { "flows/a.json": flow("a"), "flows/b.json": flow("a") },
    'flows/b.json|name|it has the name "a", as another file has; its own is "b".',
  ],
  [
    "has a number for a name",
    { "flows/a.json": flow("+15550001111") },
    'flows/a.json|name|it has another name; in this file it has to be "a".',
  ],
  [
    "differs in capitals alone",
    { "flows/A.json": flow("a"), "flows/a.json": flow("a") },
    "flows/a.json||its name differs from another file's in capitals alone.",
  ],
  ["is written in capitals", { "Flows/a.json": flow("a") }, "Flows||its name has to be flows."],
  ["is a folder", { "flows/a.json/b": "" }, "flows/a.json||it is no plain file."],
  ["should be a folder", { flows: "x" }, "flows||it is a file, and no folder."],
  [
    "has a misspelled property",
    { "app.json": '{"format":1,"name":"a","x":1}' },
    "app.json||it holds",
  ],
  ["is of no format", { "app.json": '{"name": "a"}' }, "app.json|format|it has to name the format"],
  ["is of a later format", { "app.json": '{"format": 2}' }, "app.json|format|the folder has the"],
  ["names no app", { "app.json": '{"format": 1, "name": ""}' }, "app.json|name|it has to name"],
  ["has other groups", { "app.json": '{"format":1,"name":"a","groups":{}}' }, "app.json|groups|"],
])("says which file %s", async (_, files, expected) => {
  expect(await faultsOf(files)).toContainEqual(expect.stringContaining(expected));
});

test("says everything at once", async () => {
  const faults = await faultsOf({
    "rules.json": "{",
    "connections/a.json": "",
    "flows/b.json": "x",
  });
  expect(faults.map((fault) => fault.split("|")[0])).toEqual([
    "rules.json",
    "connections/a.json",
    "flows/b.json",
  ]);
});

test("a folder without an app file is no app's", async () => {
  const { faults } = await readFolder(await aFolder({ "flows/a.json": flow("a") }));
  expect(faults).toMatchObject([{ file: "app.json" }]);
  await expect(readFolder("/nowhere/at/all")).rejects.toMatchObject({ code: "USAGE_WRONG" });
});

test("follows no link, whatever it points to", async () => {
  const secret = await aFolder({ "app.json": appFile, "flows/a.json": flow("a") });
  const dir = await aFolder({ "app.json": appFile, "connections/x.json": "{}" });
  await symlink(join(secret, "flows"), join(dir, "flows"));
  await symlink(join(secret, "flows/a.json"), join(dir, "connections/a.json"));
  await symlink(join(secret, "app.json"), join(dir, "rules.json"));
  const { app, faults } = await readFolder(dir);
  expect(app).toBe(null);
  expect(faults.filter(({ message }) => message.includes("link")).map(({ file }) => file)).toEqual([
    "rules.json",
    "connections/a.json",
    "flows",
  ]);
});

test("reads nothing of a file that is too large, and does not wait at a pipe", async () => {
  const dir = await aFolder({ "app.json": appFile, "flows/a.json": "" });
  await truncate(join(dir, "flows/a.json"), 40 * 1024 * 1024 * 1024);
  execFileSync("mkfifo", [join(dir, "flows/b.json")]);
  const { faults } = await readFolder(dir);
  expect(faults.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    "flows/a.json: it is larger than 32 MiB.",
    "flows/b.json: it is no plain file.",
  ]);
});
