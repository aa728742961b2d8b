import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { expect, it, vi } from "vitest";

import { removeAbandoned } from "./abandoned.ts";
import { isAlive } from "./processes.ts";
import { makeDataDir, query, startInProcess } from "./starter.fixture.ts";
import { startTestCluster, testDatabases } from "./testing.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

it("clones databases from a template and removes everything at the end", async () => {
  const directory = await makeDataDir();
  {
    await using cluster = await startTestCluster(directory);
    const template = await cluster.createDatabase("template_of_mine");
    await query(template, "CREATE TABLE things AS SELECT 7 AS thing");
    const elsewhere = testDatabases(cluster.connectionString);
    const clones = await Promise.all(
      ["first", 'with "quotes"'].map((name) =>
        elsewhere.createDatabase(name, { template: "template_of_mine" }),
      ),
    );
    for (const clone of clones) {
      expect(await query(clone, "SELECT thing FROM things")).toEqual([{ thing: 7 }]);
    }
    await cluster.dropDatabase("first");
    await cluster.dropDatabase("first");
    await expect(query(clones[0] ?? "", "SELECT 1")).rejects.toThrow("does not exist");
    expect(await query(template, "SHOW fsync")).toEqual([{ fsync: "off" }]);
  }
  expect(existsSync(directory)).toBe(false);
});

it("stops and removes the clusters of killed test runs, and leaves the others", async () => {
  const folder = await makeDataDir();
  const [abandoned, used] = [join(folder, "mine-1"), join(folder, "mine-2")];
  const starters = [startInProcess(abandoned), startInProcess(used)] as const;
  const told = await Promise.all(starters.map((starter) => starter.told));
  await starters[0].kill();
  await removeAbandoned(folder, "mine-");
  expect(told.map(({ pid }) => isAlive(pid))).toEqual([false, true]);
  expect(await readdir(folder)).toEqual(["mine-2"]);
  await starters[1].finish();
  await rm(folder, { recursive: true });
});

it("makes a directory of its own when given none", async () => {
  await using cluster = await startTestCluster();
  expect(await query(cluster.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});
