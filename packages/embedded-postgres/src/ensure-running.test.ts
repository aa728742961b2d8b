import { readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { startEmbeddedPostgres } from "./index.ts";
import { isAlive } from "./processes.ts";
import { ended, makeDataDir, query, startInProcess } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, maxRetries: 5 });
});

it("adopts the PostgreSQL that a killed process left behind", async () => {
  const starter = startInProcess(dataDir);
  const left = await starter.told;
  await query(left.connectionString, "CREATE TABLE adopted AS SELECT 1 AS one");
  await starter.kill();
  expect(isAlive(left.pid)).toBe(true);
  {
    await using postgres = await startEmbeddedPostgres({ dataDir });
    expect(postgres.pid).toBe(left.pid);
    expect(postgres.connectionString).toBe(left.connectionString);
    expect(await query(postgres.connectionString, "SELECT one FROM adopted")).toEqual([{ one: 1 }]);
  }
  expect(isAlive(left.pid)).toBe(false);
});

it("outlives Ctrl-C, which a terminal sends to the whole process group", async () => {
  const starter = startInProcess(dataDir);
  const left = await starter.told;
  process.kill(-(starter.process.pid ?? 0), "SIGINT");
  await starter.kill();
  expect(isAlive(left.pid)).toBe(true);
  await using postgres = await startEmbeddedPostgres({ dataDir });
  expect(postgres.pid).toBe(left.pid);
});

it("leaves PostgreSQL running when asked to", async () => {
  const options = { dataDir, stopOnDispose: false };
  const postgres = await startEmbeddedPostgres(options);
  await postgres[Symbol.asyncDispose]();
  expect(postgres.status).toBe("stopped");
  expect(isAlive(postgres.pid)).toBe(true);
  await using again = await startEmbeddedPostgres({ dataDir });
  expect(again.pid).toBe(postgres.pid);
});

it("takes another port when its own is in use, and refuses when it must have that one", async () => {
  let port: number;
  {
    await using postgres = await startEmbeddedPostgres({ dataDir });
    port = postgres.port;
  }
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(port, "127.0.0.1", resolve));
  await expect(startEmbeddedPostgres({ dataDir, port })).rejects.toMatchObject({
    code: "START_FAILED",
    message: expect.stringContaining("port is taken"),
  });
  await using postgres = await startEmbeddedPostgres({ dataDir });
  expect(postgres.port).not.toBe(port);
  await new Promise((resolve) => occupant.close(resolve));
});

it("starts although another process got the number that a crash left in postmaster.pid", async () => {
  const starter = startInProcess(dataDir);
  const left = await starter.told;
  await starter.kill();
  process.kill(left.pid, "SIGKILL");
  await ended(left.pid);
  const path = join(left.dataDirectory, "postmaster.pid");
  const lines = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, [process.ppid, ...lines.slice(1)].join("\n"));
  await using postgres = await startEmbeddedPostgres({ dataDir });
  expect(await query(postgres.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("says what the log said when PostgreSQL does not start", async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await first[Symbol.asyncDispose]();
  const own = join(dataDir, "postgres", "own.conf");
  await writeFile(own, "shared_buffers = 'nonsense'\n");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    code: "START_FAILED",
    message: expect.stringContaining('invalid value for parameter "shared_buffers"'),
  });
  await writeFile(own, "");
});
