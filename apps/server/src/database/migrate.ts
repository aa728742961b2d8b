import { readdir, readFile } from "node:fs/promises";

import type pg from "pg";

import { advisoryLocks, holdingLock } from "./advisory-lock.ts";
import { DatabaseError } from "./errors.ts";

const folder = new URL("../../migrations/", import.meta.url);
const oldestServer = 150_000;

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings the database to the newest migration. Safe when several servers start at once: they
 * take turns.
 *
 * @returns The number of the newest migration.
 * @throws DatabaseError `DATABASE_TOO_OLD` below PostgreSQL 15, `DATABASE_TOO_NEW` when a newer
 * server has already migrated this database.
 */
export async function migrate(pool: pg.Pool): Promise<number> {
  const migrations = await readMigrations();
  const client = await pool.connect();
  try {
    await refuseOldServer(client);
    return await holdingLock(client, advisoryLocks.migrations, () =>
      runMissing(client, migrations),
    );
  } finally {
    client.release();
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/u.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 4)),
      name: name.replace(/\.sql$/u, ""),
      sql: await readFile(new URL(name, folder), "utf8"),
    })),
  );
}

async function refuseOldServer(client: pg.PoolClient): Promise<void> {
  const answer = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  if (Number(answer.rows[0]?.version) < oldestServer) {
    throw new DatabaseError("DATABASE_TOO_OLD", "Trunkline needs PostgreSQL 15 or newer.");
  }
}

async function runMissing(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<number> {
  await client.query(
    `create table if not exists schema_migrations (
       number integer primary key, name text not null, run_at timestamptz not null default now())`,
  );
  const answer = await client.query<{ newest: number | null }>(
    "select max(number) as newest from schema_migrations",
  );
  const newest = answer.rows[0]?.newest ?? 0;
  const ours = migrations.at(-1)?.number ?? 0;
  if (newest > ours) {
    throw new DatabaseError(
      "DATABASE_TOO_NEW",
      `The database was migrated by a newer Trunkline (${newest}, this one knows ${ours}). Start that one.`,
    );
  }
  for (const migration of migrations) {
    if (migration.number > newest) await runOne(client, migration);
  }
  return ours;
}

async function runOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into schema_migrations (number, name) values ($1, $2)", [
      migration.number,
      migration.name,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
