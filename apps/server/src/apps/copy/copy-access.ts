import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import type { AppRow } from "../app-rows.ts";

type Query = Database["query"];

/** The draft's rules become the first version of the copy's. */
export async function copyRules(
  transaction: Query,
  source: Pick<AppRow, "id" | "rules_version">,
  to: Id<"app">,
): Promise<void> {
  if (source.rules_version === 0) return;
  await sql`
    insert into rules_versions (app_id, version, document)
    select ${to}, 1, document from rules_versions
    where app_id = ${source.id} and version = ${source.rules_version}`.execute(transaction);
  await transaction.updateTable("apps").set({ rules_version: 1 }).where("id", "=", to).execute();
}

/** The free groups, without anybody in them. */
export async function copyGroups(
  transaction: Query,
  from: Id<"app">,
  to: Id<"app">,
): Promise<void> {
  await sql`
    insert into groups (app_id, name)
    select ${to}, name from groups where app_id = ${from}`.execute(transaction);
}
