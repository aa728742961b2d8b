import { fixedGroups } from "../../access/index.ts";
import type { Database, Id } from "../../database/index.ts";

/** Every group that a rule of an app may name: the fixed ones, and those that were made. */
export async function groupNames(
  query: Database["query"],
  app: Id<"app">,
): Promise<ReadonlySet<string>> {
  const rows = await query.selectFrom("groups").select("name").where("app_id", "=", app).execute();
  return new Set([...fixedGroups, ...rows.map(({ name }) => name)]);
}
