import type { Database, Id } from "../database/index.ts";

/** The id of an app by its name; null when there is none. */
export async function findAppId(database: Database, name: string): Promise<Id<"app"> | null> {
  const row = await database.query
    .selectFrom("apps")
    .select("id")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.id ?? null;
}
