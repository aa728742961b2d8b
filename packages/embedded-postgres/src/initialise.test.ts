import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { startEmbeddedPostgres } from "./index.ts";
import { makeDataDir, query, startInProcess } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});

afterAll(async () => {
  await rm(dataDir, { recursive: true, maxRetries: 5 });
});

it("starts over when the first start was killed at any moment", async () => {
  for (const afterMs of [350, 500, 700, 900, 1200]) {
    const starter = startInProcess(dataDir);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await starter.kill();
  }
  await using postgres = await startEmbeddedPostgres({ dataDir });
  expect(await query(postgres.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("refuses the data of another major version and leaves it untouched", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir });
  await postgres[Symbol.asyncDispose]();
  const { dataDirectory } = postgres;
  await writeFile(join(dataDirectory, "PG_VERSION"), "17\n");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    code: "OTHER_MAJOR_VERSION",
    message: expect.stringMatching(/PostgreSQL 17.*brings 18.*TRUNKLINE_DATABASE_URL/s),
  });
  await writeFile(join(dataDirectory, "PG_VERSION"), "18\n");
  await using again = await startEmbeddedPostgres({ dataDir });
  expect(again.status).toBe("running");
});
