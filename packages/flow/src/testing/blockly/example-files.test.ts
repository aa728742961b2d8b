import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { checkFlow } from "../../check/check-flow.ts";
import type { FlowFile } from "../../document/flow.ts";
import type { WorkspaceState } from "./block-json.ts";
import { loadInto, savedJson, withWorkspace } from "./headless-blockly.ts";
import { defineOurBlocks } from "./our-blocks.ts";

const folder = new URL("../../../../../examples/", import.meta.url);
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

defineOurBlocks();

function read(name: string): FlowFile {
  return JSON.parse(
    readFileSync(new URL(`${name}/flows/${name}.json`, folder), "utf8"),
  ) as FlowFile;
}

test("there are example flows, each in an app's folder of its name", () => {
  expect(names.length).toBeGreaterThanOrEqual(6);
  expect(names.map((name) => read(name).name)).toEqual(names);
});

test.each(names)("the real Blockly loads %s and saves it as it is", (name) => {
  const { workspace } = read(name);
  const saved = withWorkspace((loaded) => {
    loadInto(loaded, workspace as WorkspaceState);
    return savedJson(loaded);
  });
  expect(saved).toEqual(workspace);
});

test.each(names)("%s has no problem, not even a warning", (name) => {
  expect(checkFlow(read(name), { connections: null })).toEqual([]);
});
