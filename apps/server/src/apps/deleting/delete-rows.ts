import { type Kysely, sql } from "kysely";
import type pg from "pg";

import type { Id, Tables } from "../../database/index.ts";

const stepSize = 5000;

/** What happened in an app: it may be much, and has no foreign keys. */
const eventTexts = [
  "delete from attempts where (app_id, id) in (select app_id, id from attempts where app_id = $1 limit $2)",
  "delete from runs where (app_id, id) in (select app_id, id from runs where app_id = $1 limit $2)",
  `delete from kept_values where (app_id, key_hash) in
     (select app_id, key_hash from kept_values where app_id = $1 limit $2)`,
  "delete from hook_calls where run_id in (select run_id from hook_calls where app_id = $1 limit $2)",
  `delete from hook_signatures where (flow_id, signature) in
     (select flow_id, signature from hook_signatures
      where flow_id in (select id from flows where app_id = $1) limit $2)`,
] as const;

/** Deletes what happened in an app, in small steps. Safe to be done again, and by several at once. */
export async function deleteEvents(pool: pg.Pool, app: Id<"app">): Promise<void> {
  for (const text of eventTexts) {
    for (;;) {
      const count = (await pool.query(text, [app, stepSize])).rowCount ?? 0;
      if (count < stepSize) break;
    }
  }
}

/** In this order none names a row that is gone. */
const documentTables = [
  "release_flows",
  "release_connections",
  "releases",
  "rules_versions",
  "flows",
  "connections",
  "profiles",
  "data_keys",
  "memberships",
  "groups",
] as const;

/** Deletes what people made in an app, and the app. */
export async function deleteDocuments(transaction: Kysely<Tables>, app: Id<"app">): Promise<void> {
  // Releases go with their app alone, and only for whoever says so.
  await sql`select set_config('trunkline.deleted_app', ${app}, true)`.execute(transaction);
  for (const table of documentTables) {
    await sql`delete from ${sql.table(table)} where app_id = ${app}`.execute(transaction);
  }
  await transaction.deleteFrom("apps").where("id", "=", app).execute();
}
