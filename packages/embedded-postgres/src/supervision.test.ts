import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";

import { startEmbeddedPostgres, type EmbeddedPostgres } from "./index.ts";
import { makeDataDir, query, startInProcess, until } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

let dataDir: string;
let notices: string[];
const onNotice = (text: string) => notices.push(text);

beforeAll(async () => {
  dataDir = await makeDataDir();
});

beforeEach(() => {
  notices = [];
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, maxRetries: 5 });
});

async function killAndAwaitReturn(postgres: EmbeddedPostgres): Promise<void> {
  const { pid } = postgres;
  process.kill(pid, "SIGKILL");
  await until(() => postgres.status === "restarting");
  await until(() => postgres.status === "running");
  expect(postgres.pid).not.toBe(pid);
}

it("starts a killed PostgreSQL again, on the same port and with every commit", async () => {
  await using postgres = await startEmbeddedPostgres({ dataDir, onNotice });
  const { connectionString } = postgres;
  await query(connectionString, "CREATE TABLE kept (n integer)");
  for (let n = 1; n <= 3; n += 1) {
    await query(connectionString, "INSERT INTO kept VALUES ($1)", [n]);
    await killAndAwaitReturn(postgres);
    expect(postgres.connectionString).toBe(connectionString);
  }
  expect(await query(connectionString, "SELECT n FROM kept ORDER BY n")).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ]);
  expect(notices.filter((text) => text.includes("is back"))).toHaveLength(3);
});

it("waits until the backends of the killed PostgreSQL are gone", async () => {
  await using postgres = await startEmbeddedPostgres({ dataDir, onNotice });
  const url = postgres.connectionString;
  // Computes without waiting for anything, so it does not notice at once that its parent died.
  const busy = query(url, "SELECT count(*) FROM generate_series(1, 20000000) AS n WHERE n % 7 = 3");
  const outcome = busy.then(
    () => "answered",
    () => "cut",
  );
  await until(async () => {
    const active = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT count%n % 7%'";
    return (await query(url, active)).length > 0;
  });
  await killAndAwaitReturn(postgres);
  expect(["answered", "cut"]).toContain(await outcome);
  const log = await readFile(join(dataDir, "postgres", "postgres.log"), "utf8");
  expect(log).toContain("pre-existing shared memory block");
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("watches a PostgreSQL that it adopted", async () => {
  const starter = startInProcess(dataDir);
  await starter.told;
  await starter.kill();
  await using postgres = await startEmbeddedPostgres({ dataDir, onNotice });
  await killAndAwaitReturn(postgres);
  expect(await query(postgres.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("is brought back once when several processes watch it", async () => {
  await using one = await startEmbeddedPostgres({ dataDir, onNotice });
  const starter = startInProcess(dataDir);
  await starter.told;
  await using two = await startEmbeddedPostgres({ dataDir, onNotice });
  await Promise.all([killAndAwaitReturn(one), until(() => two.pid === one.pid)]);
  await until(() => two.status === "running");
  expect(two.pid).toBe(one.pid);
  await starter.finish();
  expect(await query(one.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("can be disposed while PostgreSQL is being brought back", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, onNotice });
  process.kill(postgres.pid, "SIGKILL");
  await until(() => postgres.status === "restarting");
  await postgres[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
  expect(postgres.status).toBe("stopped");
  await expect(query(postgres.connectionString, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});
