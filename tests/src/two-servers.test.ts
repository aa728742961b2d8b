import { randomBytes } from "node:crypto";

import { startTestCluster } from "@trunkline/embedded-postgres/testing";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";

import { makeDataDirectory } from "./testing/data-directory.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { type ServerProcess, startServer } from "./testing/server-process.ts";

afterAll(nothingIsLeft);

interface Migration {
  readonly number: number;
  readonly run_at: Date;
}

async function migrationsOf(connectionString: string): Promise<Migration[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const text = "select number, run_at from schema_migrations order by number";
    return (await client.query<Migration>(text)).rows;
  } finally {
    await client.end();
  }
}

/** An app made through one server is there for all. */
async function expectOneWorld(servers: readonly ServerProcess[]): Promise<void> {
  const [first] = servers;
  expect((await first?.api.call("POST", "/api/apps", { body: { name: "ours" } }))?.status).toBe(
    201,
  );
  for (const server of servers) {
    expect((await server.api.call("GET", "/readyz")).status).toBe(200);
    expect((await server.api.call("GET", "/api/apps/ours")).status).toBe(200);
  }
}

test("three servers that start at once on an empty database migrate it once", async () => {
  await using cluster = await startTestCluster();
  const databaseUrl = await cluster.createDatabase("empty");
  await using one = await makeDataDirectory();
  await using two = await makeDataDirectory();
  await using three = await makeDataDirectory();
  const env = {
    TRUNKLINE_DATABASE_URL: databaseUrl,
    TRUNKLINE_MASTER_KEY: randomBytes(32).toString("base64"),
  };
  const servers = await Promise.all(
    [one, two, three].map(({ path }) => startServer({ dataDir: path, env })),
  );
  try {
    await expectOneWorld(servers);
    const numbers = (await migrationsOf(databaseUrl)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from(numbers, (_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(0);
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
});

test("two servers that start at once on an empty data directory share one database", async () => {
  await using directory = await makeDataDirectory();
  const servers = await Promise.all([
    startServer({ dataDir: directory.path }),
    startServer({ dataDir: directory.path }),
  ]);
  try {
    await expectOneWorld(servers);
    expect(servers[0]?.key).toBe(servers[1]?.key);
    expect(await directory.masterKeys()).toHaveLength(1);
    const pid = await directory.postmasterPid();
    await servers[0]?.[Symbol.asyncDispose]();
    expect(await directory.postmasterPid(), "the other one still uses it").toBe(pid);
    expect((await servers[1]?.api.call("GET", "/api/apps/ours"))?.status).toBe(200);
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
  expect(await directory.postmasterPid(), "the last one stops PostgreSQL").toBe(null);
});
