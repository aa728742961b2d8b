import { expect, test } from "vitest";

import { roomFaults } from "./check-rooms.ts";
import { scanImports } from "./scan-imports.ts";

function faultsOf(sources: Record<string, string>): string[] {
  const files = Object.entries(sources).map(([path, target]) => ({
    path,
    imports: scanImports(`import { a } from "${target}";`),
  }));
  return roomFaults(files);
}

test.each([
  ["http/routes/a.ts", "../../commands/b.ts"],
  ["http/routes/a.ts", "../../context.ts"],
  ["runs/a.ts", "../messages/b.ts"],
  ["messages/a.ts", "../connections/b.ts"],
  ["commands/a.ts", "../outbound/b.ts"],
  ["apps/a.ts", "../access/index.ts"],
  ["outbound/a.ts", "../config/config.ts"],
  ["access/a.ts", "../database/pool.ts"],
  ["commands/a.ts", "../errors.ts"],
  ["commands/a.ts", "./b.ts"],
  ["server.ts", "./commands/b.ts"],
  ["commands/a.test.ts", "../http/b.ts"],
])("%s may import %s", (file, target) => {
  expect(faultsOf({ [file]: target })).toEqual([]);
});

test.each([
  ["commands/a.ts", "../http/b.ts", "imports from http"],
  ["commands/a.ts", "../messages/b.ts", "imports from messages"],
  ["messages/a.ts", "../runs/b.ts", "imports from runs"],
  ["outbound/a.ts", "../commands/b.ts", "imports from commands"],
  ["database/a.ts", "../access/index.ts", "imports from access"],
  ["errors.ts", "./commands/b.ts", "imports from commands"],
  ["apps/a.ts", "../access/keys.ts", "imports access/keys.ts, not access/index.ts"],
  ["commands/a.ts", "../context.ts", "only wires things together"],
  ["http/a.ts", "../server.ts", "only wires things together"],
])("%s may not import %s", (file, target, fault) => {
  expect(faultsOf({ [file]: target })).toEqual([expect.stringContaining(fault)]);
});

test("neighbours may not use each other in a circle, however long", () => {
  const short = { "apps/a.ts": "../access/index.ts", "access/b.ts": "../apps/index.ts" };
  expect(faultsOf(short)).toEqual(["apps, access use each other in a circle"]);
  const long = {
    ...short,
    "access/b.ts": "../connections/index.ts",
    "connections/c.ts": "../apps/index.ts",
  };
  expect(faultsOf(long)).toEqual(["apps, connections, access use each other in a circle"]);
});

test("a room that the table doesn't know is a fault", () => {
  expect(faultsOf({ "utils/a.ts": "./b.ts" })).toEqual([
    "utils is a room that the table doesn't know",
  ]);
});
