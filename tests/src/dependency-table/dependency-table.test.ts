import fs from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { packageFaults } from "./check-packages.ts";
import { roomFaults } from "./check-rooms.ts";
import { packageTable } from "./table.ts";
import { readWorkspaces, root, toolsOfTheRoot } from "./workspace.ts";

const workspaces = readWorkspaces();

test("every workspace imports only what the package table allows", () => {
  expect(packageFaults({ workspaces, table: packageTable, tools: toolsOfTheRoot() })).toEqual([]);
});

test("the server's rooms import only what their table allows", () => {
  const src = "apps/server/src/";
  const files = workspaces
    .flatMap((workspace) => workspace.files)
    .filter((file) => file.path.startsWith(src))
    .map((file) => ({ ...file, path: file.path.slice(src.length) }));
  expect(files).not.toEqual([]);
  expect(roomFaults(files)).toEqual([]);
});

test("every folder says in a line what it is for", () => {
  const folders = [...workspaces.map(({ folder }) => folder), "scripts"];
  expect(folders.filter((folder) => !saysWhatItIsFor(folder))).toEqual([]);
});

function saysWhatItIsFor(folder: string): boolean {
  const readme = path.join(root, folder, "README.md");
  if (!fs.existsSync(readme)) return false;
  return fs
    .readFileSync(readme, "utf8")
    .split("\n")
    .some((line) => /^[^#\s]/.test(line));
}
