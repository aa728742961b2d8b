import { readdir, readFile } from "node:fs/promises";

import type pg from "pg";
import { expect, it } from "vitest";

import { makeDatabase } from "../testing/test-database.ts";
import { migrate } from "./migrate.ts";

const folder = new URL("../../migrations/", import.meta.url);

/** Brings an empty database to where it was before there were releases. */
async function migrateToFive(pool: pg.Pool) {
  const text = "create table schema_migrations (number integer primary key, name text not null,";
  await pool.query(`${text} run_at timestamptz not null default now())`);
  const names = (await readdir(folder)).filter((name) => /^000[1-5]-/u.test(name)).toSorted();
  for (const [index, name] of names.entries()) {
    await pool.query(await readFile(new URL(name, folder), "utf8"));
    const values = [index + 1, name.replace(/\.sql$/u, "")];
    await pool.query("insert into schema_migrations (number, name) values ($1, $2)", values);
  }
}

/** Two apps: `shop` has a live flow with a newer draft, one that never was live, and a connection. */
const fill = `
  insert into apps (id, name) values ('app_1', 'shop'), ('app_2', 'empty');
  insert into data_keys (id, app_id, purpose, wrapped, master_key_id)
    values ('key_1', 'app_1', 'profile', '', 'm');
  insert into profiles (id, app_id, name, service, data_key_id, hints)
    values ('prf_1', 'app_1', 'main', 'twilio', 'key_1', '{}');
  insert into connections (id, app_id, name, service, profile_id, sealed_settings)
    values ('con_1', 'app_1', 'sms', 'twilio', 'prf_1', 'sealed');
  insert into flows (id, app_id, name, version, live_version, published_at) values
    ('flow_1', 'app_1', 'order', 3, 2, '2026-01-02T03:04:05Z'),
    ('flow_2', 'app_1', 'plan', 1, null, null);
  insert into flow_versions (flow_id, version, kind, document) values
    ('flow_1', 1, 'web-hook', '{}'), ('flow_1', 2, 'web-hook', '{}'),
    ('flow_1', 3, 'web-hook', '{}'), ('flow_2', 1, 'page', '{}');`;

it("makes what was live before there were releases the first release of its app", async () => {
  await using database = await makeDatabase("empty");
  const { pool } = database;
  await migrateToFive(pool);
  await pool.query(fill);
  await migrate(pool);
  const rows = async (text: string) => (await pool.query(text)).rows;
  expect(await rows("select name, last_release, live_release from apps order by name")).toEqual([
    { name: "empty", last_release: 0, live_release: null },
    { name: "shop", last_release: 1, live_release: 1 },
  ]);
  expect(await rows("select app_id, number, author, rules, changes from releases")).toEqual([
    {
      app_id: "app_1",
      number: 1,
      author: "owner",
      rules: {},
      changes: [
        { kind: "connection", name: "sms", change: "added" },
        { kind: "flow", name: "order", change: "added" },
      ],
    },
  ]);
  expect(await rows("select flow_id, name, version, published_at from release_flows")).toEqual([
    {
      flow_id: "flow_1",
      name: "order",
      version: 2,
      published_at: new Date("2026-01-02T03:04:05Z"),
    },
  ]);
  const connection = { connection_id: "con_1", profile_name: "main", version: 1 };
  const columns = "connection_id, profile_name, version";
  expect(await rows(`select ${columns} from release_connections`)).toEqual([connection]);
  expect(await rows(`select ${columns} from connection_versions`)).toEqual([connection]);
});

it("changes and deletes no part of a release, unless its app is being deleted", async () => {
  await using database = await makeDatabase("empty");
  const { pool } = database;
  await migrateToFive(pool);
  await pool.query(fill);
  await migrate(pool);
  const refused = { message: "A release is never changed." };
  for (const table of ["releases", "release_flows", "release_connections"]) {
    await expect(pool.query(`update ${table} set number = 9`)).rejects.toMatchObject(refused);
    await expect(pool.query(`delete from ${table}`)).rejects.toMatchObject(refused);
  }
  await pool.query(`
    begin;
    select set_config('trunkline.deleted_app', 'app_1', true);
    delete from release_flows;
    commit`);
  await expect(pool.query("delete from release_connections")).rejects.toMatchObject(refused);
});
