import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { Client, DatabaseError, escapeIdentifier } from "pg";

import { removeAbandoned } from "./abandoned.ts";
import { openEmbeddedPostgres } from "./start.ts";

const prefix = "trunkline-test-postgres-";

/** Databases of a running cluster, made and dropped by tests. */
export interface TestDatabases {
  /** Makes a database, as a copy of `template` if given; the answer is its connection string. */
  createDatabase(name: string, options?: { template?: string }): Promise<string>;
  /** Drops a database with whatever is still connected to it; dropping twice is safe. */
  dropDatabase(name: string): Promise<void>;
}

/** A cluster for tests, made for one run: no commit of it survives a power cut. */
export interface TestCluster extends TestDatabases, AsyncDisposable {
  /** Of the database `trunkline`; other processes pass it to `testDatabases`. */
  readonly connectionString: string;
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes and drops databases next to the one that `connectionString` names. */
export function testDatabases(connectionString: string): TestDatabases {
  return {
    async createDatabase(name, { template } = {}) {
      const from = template === undefined ? "" : ` TEMPLATE ${escapeIdentifier(template)}`;
      await execute(connectionString, `CREATE DATABASE ${escapeIdentifier(name)}${from}`);
      const url = new URL(connectionString);
      url.pathname = `/${encodeURIComponent(name)}`;
      return url.href;
    },
    async dropDatabase(name) {
      const statement = `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`;
      await withoutVacuum(() => execute(connectionString, statement));
    },
  };
}

const vacuumTries = 200;
const insufficientPrivilege = "42501";

/**
 * PostgreSQL's own vacuum may be at work in a database, and only a superuser could end it: it is
 * done in a moment, and tried again until then.
 */
async function withoutVacuum(drop: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await drop();
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== insufficientPrivilege) throw error;
      if (tries === vacuumTries) throw error;
      await pause(50);
    }
  }
}

async function makeTestDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), prefix));
  await chmod(directory, 0o711); // As root, PostgreSQL runs as another user and must get there.
  return directory;
}

/**
 * Starts a PostgreSQL that is fast because it need not be durable, in `directory` or a new
 * temporary one. Disposing stops it and removes the directory. Clusters whose test run was
 * killed are stopped and removed first.
 */
export async function startTestCluster(directory?: string): Promise<TestCluster> {
  await removeAbandoned(tmpdir(), prefix);
  const dataDir = directory ?? (await makeTestDirectory());
  const postgres = await openEmbeddedPostgres({ dataDir, durable: false });
  return {
    connectionString: postgres.connectionString,
    ...testDatabases(postgres.connectionString),
    async [Symbol.asyncDispose]() {
      await postgres[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
