import type { App, AppList } from "@trunkline/api-contract";

import type { DataKeys } from "../connections/index.ts";
import { type Database, type Id, isUniqueViolation, newId } from "../database/index.ts";
import { AppsError } from "./errors.ts";

/** The apps of this server. */
export interface Apps {
  /** @throws AppsError `APP_EXISTS`. */
  create(name: string): Promise<App>;
  /** @throws AppsError `APP_UNKNOWN`. */
  read(name: string): Promise<App>;
  /** One page by name, after the one named `after`. */
  list(page: { after: string | null; size: number }): Promise<AppList["apps"]>;
  /** @throws AppsError `APP_UNKNOWN`. */
  idOf(name: string): Promise<Id<"app">>;
}

/** Opens the store of apps. */
export function openApps(database: Database, dataKeys: DataKeys): Apps {
  const find = async (name: string) => {
    const row = await database.query
      .selectFrom("apps")
      .selectAll()
      .where("name", "=", name)
      .executeTakeFirst();
    if (row === undefined) throw new AppsError("APP_UNKNOWN", `There is no app "${name}".`);
    return row;
  };
  return {
    create: (name) => create(database, dataKeys, name),
    read: async (name) => toApp(await find(name)),
    async list(page) {
      const rows = await database.query
        .selectFrom("apps")
        .selectAll()
        .where("name", ">", page.after ?? "")
        .orderBy("name")
        .limit(page.size)
        .execute();
      return rows.map(toApp);
    },
    idOf: async (name) => (await find(name)).id,
  };
}

async function create(database: Database, dataKeys: DataKeys, name: string): Promise<App> {
  try {
    return await database.query.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("apps")
        .values({ id: newId("app"), name })
        .returningAll()
        .executeTakeFirstOrThrow();
      await dataKeys.create(transaction, row.id, "contents");
      return toApp(row);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppsError("APP_EXISTS", `There is already an app "${name}".`);
  }
}

function toApp(row: { name: string; created_at: Date }): App {
  return { name: row.name, createdAt: row.created_at.toISOString() };
}
