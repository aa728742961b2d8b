import type { AppCounts } from "@trunkline/api-contract";

import type { Database, Id } from "../database/index.ts";

/** To count on would take seconds where there are millions. */
const mostCounted = 100_000;

const countText = `
  select
    (select count(*)::int from flows where app_id = $1 and deleted_at is null) as flows,
    (select count(*)::int from connections where app_id = $1 and deleted_at is null) as connections,
    (select count(*)::int from profiles where app_id = $1) as profiles,
    (select count(*)::int from groups where app_id = $1) as groups,
    (select count(distinct user_id)::int from memberships where app_id = $1) as members,
    (select count(*)::int from releases where app_id = $1) as releases,
    (select count(*)::int from (select from runs where app_id = $1 limit $2) as counted) as runs,
    (select count(*)::int from (select from attempts where app_id = $1 limit $2) as counted)
      as attempts,
    (select count(*)::int from (select from kept_values where app_id = $1 limit $2) as counted)
      as "keptValues"`;

/** How much of everything an app has. */
export async function countContents(database: Database, app: Id<"app">): Promise<AppCounts> {
  const { rows } = await database.pool.query<AppCounts>(countText, [app, mostCounted]);
  const [counts] = rows;
  if (counts === undefined) throw new Error("Counting gave no row.");
  return counts;
}
