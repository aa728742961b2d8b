import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { writeDocument } from "@trunkline/api-contract";
import { expect, test } from "vitest";

import { documentsOf } from "../folder-documents.ts";
import { filesOfApp } from "./files-of-app.ts";
import { readFolder } from "./read-folder.ts";

const examples = new URL("../../../../../../examples/", import.meta.url);
const names = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(names)("the example %s is an app's folder, as an export writes it", async (name) => {
  const folder = new URL(`${name}/`, examples);
  const { app, faults, strangers } = await readFolder(fileURLToPath(folder));
  expect([faults, strangers]).toEqual([[], []]);
  if (app === null) return;
  expect(app.name).toBe(name);
  for (const [path, text] of filesOfApp(documentsOf(app), writeDocument)) {
    const hasNoRules = path === "rules.json" && text === "{}\n";
    if (!hasNoRules)
      expect([path, readFileSync(new URL(path, folder), "utf8")]).toEqual([path, text]);
  }
});
