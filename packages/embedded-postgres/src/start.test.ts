import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { startEmbeddedPostgres } from "./index.ts";
import { isAlive } from "./processes.ts";
import { ended, isRoot, makeDataDir, query, startInProcess } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

let dataDir: string;

beforeEach(async () => {
  dataDir = await makeDataDir();
});

afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

it("makes a UTF-8 database at the first start and finds its data at the second", async () => {
  let first: string;
  {
    await using postgres = await startEmbeddedPostgres({ dataDir });
    first = postgres.connectionString;
    expect(postgres.status).toBe("running");
    expect(postgres.location).toBe("data-directory");
    expect(postgres.dataDirectory).toContain(join(dataDir, "postgres"));
    await query(first, "CREATE TABLE words (word text)");
    await query(first, "INSERT INTO words VALUES ('grün 👋')");
  }
  await using again = await startEmbeddedPostgres({ dataDir });
  expect(again.connectionString).toBe(first);
  expect(await query(first, "SELECT word, upper(word) FROM words")).toEqual([
    { word: "grün 👋", upper: "GRÜN 👋" },
  ]);
});

it("ends with its data directory when that is removed while it runs", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir });
  await rm(dataDir, { recursive: true, maxRetries: 5 });
  await postgres[Symbol.asyncDispose]();
  await ended(postgres.pid);
});

it("gives processes that start at the same moment one PostgreSQL, stopped by the last", async () => {
  const starters = [1, 2, 3].map(() => startInProcess(dataDir));
  const told = await Promise.all(starters.map((starter) => starter.told));
  const pid = told[0]?.pid ?? 0;
  expect(told.map((each) => each.pid)).toEqual([pid, pid, pid]);
  await starters[0]?.finish();
  await starters[1]?.kill();
  expect(isAlive(pid)).toBe(true);
  expect(await query(told[2]?.connectionString ?? "", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await starters[2]?.finish();
  expect(isAlive(pid)).toBe(false);
});

it("refuses a data directory that is a file", async () => {
  const path = join(dataDir, "file");
  await writeFile(path, "");
  await expect(startEmbeddedPostgres({ dataDir: path })).rejects.toMatchObject({
    code: "DIRECTORY_NOT_WRITABLE",
  });
});

it("refuses a data directory that its user cannot write to", async () => {
  const path = join(dataDir, "closed");
  await mkdir(path);
  await chmod(path, 0o555);
  const starter = startInProcess(path, isRoot ? 1 : undefined);
  const { error } = await starter.told;
  await starter.finish();
  expect(error?.code).toBe("DIRECTORY_NOT_WRITABLE");
  expect(error?.message).toContain(path);
});
