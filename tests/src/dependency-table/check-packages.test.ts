import { describe, expect, test } from "vitest";

import { packageFaults } from "./check-packages.ts";
import { scanImports } from "./scan-imports.ts";
import { packageTable } from "./table.ts";
import type { Manifest, Workspace } from "./workspace.ts";

const names: Record<string, string> = {
  "packages/flow": "@trunkline/flow",
  "packages/vault": "@trunkline/vault",
  "packages/api-contract": "@trunkline/api-contract",
  "packages/page-runtime": "@trunkline/page-runtime",
  "services/kit": "@trunkline/service-kit",
  "services/twilio": "@trunkline/service-twilio",
  "simulators/twilio": "@trunkline/twilio-simulator",
  "apps/cli": "trunkline",
  "apps/studio": "@trunkline/studio",
  "apps/server": "@trunkline/server",
};
const doors = { ".": {}, "./document": {}, "./describe": {}, "./run": {} };

/** Everything there is, with one file of one folder as given and all of ours declared in it. */
function faultsOf(file: string, source: string, manifest: Partial<Manifest> = {}): string[] {
  const workspaces = Object.entries(names).map(([folder, name]): Workspace => {
    if (!file.startsWith(`${folder}/`)) {
      return { folder, manifest: { name, exports: doors }, files: [] };
    }
    const imports = scanImports(source);
    const dependencies = Object.fromEntries(
      imports
        .map(({ specifier }) => Object.values(names).find((one) => specifier.startsWith(one)))
        .filter((one) => one !== undefined && one !== name)
        .map((one) => [one, "0.1.0"]),
    );
    return {
      folder,
      manifest: { name, exports: doors, dependencies, ...manifest },
      files: [{ path: file, imports }],
    };
  });
  return packageFaults({ workspaces, table: packageTable, tools: ["vitest"] });
}

describe("allows", () => {
  test.each([
    ["apps/server/src/a.ts", 'import { a } from "@trunkline/vault";'],
    ["apps/server/src/a.ts", 'import { a } from "@trunkline/service-twilio";'],
    ["services/twilio/src/a.ts", 'import { a } from "@trunkline/service-kit";'],
    ["packages/api-contract/src/a.ts", 'import { a } from "@trunkline/flow/document";'],
    ["packages/page-runtime/src/a.ts", 'import type { A } from "@trunkline/api-contract";'],
    ["packages/page-runtime/src/a.ts", 'import { a } from "@trunkline/flow/run";'],
    ["apps/studio/src/a.tsx", 'import { a } from "@trunkline/service-twilio/describe";'],
    ["apps/cli/src/a.ts", 'import fs from "node:fs";\nimport { b } from "./b.ts";'],
    ["apps/cli/src/a.test.ts", 'import { test } from "vitest";'],
  ])("%s: %s", (file, source) => {
    expect(faultsOf(file, source)).toEqual([]);
  });
});

describe("refuses", () => {
  test.each([
    ["packages/vault/src/a.ts", 'import { a } from "@trunkline/flow";', "may not use"],
    ["services/kit/src/a.ts", 'import { a } from "@trunkline/service-twilio";', "may not use"],
    ["services/twilio/src/a.ts", 'import { a } from "@trunkline/vault";', "may not use"],
    [
      "simulators/twilio/src/a.ts",
      'import type { A } from "@trunkline/api-contract";',
      "may not use",
    ],
    ["apps/cli/src/a.ts", 'import { a } from "@trunkline/vault";', "may not use"],
    ["apps/server/src/a.ts", 'import { a } from "@trunkline/twilio-simulator";', "may not use"],
    ["apps/server/src/a.test.ts", 'import { a } from "trunkline";', "may not use"],
    ["packages/api-contract/src/a.ts", 'import { a } from "@trunkline/flow/run";', "may not use"],
    ["apps/studio/src/a.ts", 'import { a } from "@trunkline/service-twilio";', "may not use"],
    [
      "packages/page-runtime/src/a.ts",
      'import { a } from "@trunkline/api-contract";',
      "more than types",
    ],
    [
      "apps/server/src/a.ts",
      'import { a } from "@trunkline/vault/src/a.ts";',
      "a path into a package",
    ],
    [
      "apps/server/src/a.ts",
      'import { a } from "../../../packages/vault/src/a.ts";',
      "out of its package",
    ],
    ["apps/server/src/a.ts", 'import { a } from "/srv/a.ts";', "an absolute path"],
    ["apps/server/src/a.ts", 'import { a } from "./testing/a.ts";', "is for tests"],
    ["apps/server/src/a.ts", 'import fastify from "fastify";', "doesn't declare"],
    ["apps/server/src/a.ts", 'import { test } from "vitest";', "doesn't declare"],
  ])("%s: %s", (file, source, fault) => {
    const faults = faultsOf(file, source).filter((one) => one.startsWith(`${file}:1 `));
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  test("a declaration that the table doesn't allow, imported or not", () => {
    const dependencies = { "@trunkline/vault": "0.1.0" };
    expect(faultsOf("apps/cli/src/a.ts", "", { dependencies })).toEqual([
      "apps/cli/package.json declares @trunkline/vault, which it may not use",
    ]);
  });

  test("a development package in what is shipped", () => {
    const devDependencies = { "cli-table3": "0.6.5" };
    const source = 'import Table from "cli-table3";';
    expect(faultsOf("apps/cli/src/a.test.ts", source, { devDependencies })).toEqual([]);
    expect(faultsOf("apps/cli/src/a.ts", source, { devDependencies })).toHaveLength(1);
  });

  test("a folder that the table doesn't know", () => {
    const workspaces = [{ folder: "packages/new", manifest: { name: "new" }, files: [] }];
    expect(packageFaults({ workspaces, table: packageTable, tools: [] })).toEqual([
      "packages/new has no row in the table",
    ]);
  });
});
