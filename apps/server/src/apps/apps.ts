import type { App, AppCounts, AppDetail, AppList } from "@trunkline/api-contract";

import { audit } from "../access/index.ts";
import type { DataKeys } from "../connections/index.ts";
import { type Database, type Id, isUniqueViolation, newId } from "../database/index.ts";
import { type AppRow, findApp, toApp } from "./app-rows.ts";
import { archiveApp, restoreApp } from "./archive.ts";
import { type CopyOrder, copyApp } from "./copy/copy-app.ts";
import { countContents } from "./count-contents.ts";
import { finishDeletion, markForDeletion } from "./deleting/delete-app.ts";
import { AppsError } from "./errors.ts";

/** The apps of this server. */
export interface Apps {
  /** @throws AppsError `APP_EXISTS`. */
  create(name: string, deed: audit.Deed): Promise<App>;
  /** @throws AppsError `APP_UNKNOWN`. */
  read(name: string): Promise<AppDetail>;
  /** One page by name, after the one named `after`. */
  list(
    page: { readonly after: string | null; readonly size: number },
    /** No others; null for all. */
    of: readonly Id<"app">[] | null,
  ): Promise<AppList["apps"]>;
  /** @throws AppsError `APP_UNKNOWN`. */
  idOf(name: string): Promise<Id<"app">>;
  /** Makes another with the same draft, groups and profiles. @throws AppsError `APP_UNKNOWN`, `APP_BEING_DELETED`, `APP_EXISTS`. */
  copy(order: CopyOrder, deed: audit.Deed): Promise<App>;
  /** Puts it away. @throws AppsError `APP_UNKNOWN`. */
  archive(name: string, deed: audit.Deed): Promise<App>;
  /** Brings it back. @throws AppsError `APP_UNKNOWN`, `APP_BEING_DELETED`. */
  restore(name: string, deed: audit.Deed): Promise<App>;
  /** What deleting it would lose. @throws AppsError `APP_UNKNOWN`. */
  losses(name: string): Promise<AppCounts>;
  /**
   * Deletes it with everything that it has. When this rejects or the server dies on the way, a later
   * start goes on, and so does asking again.
   *
   * @throws AppsError `APP_UNKNOWN`.
   */
  delete(name: string, deed: audit.Deed): Promise<void>;
}

/** Opens the store of apps. */
export function openApps(database: Database, dataKeys: DataKeys): Apps {
  const { query } = database;
  const detailOf = async (row: AppRow) => ({
    ...toApp(row),
    counts: await countContents(database, row.id),
  });
  return {
    create: (name, deed) => create(database, dataKeys, name, deed),
    read: async (name) => detailOf(await findApp(query, name)),
    async list(page, of) {
      if (of?.length === 0) return [];
      const rows = await query
        .selectFrom("apps")
        .selectAll()
        .where("name", ">", page.after ?? "")
        .$if(of !== null, (all) => all.where("id", "in", of ?? []))
        .orderBy("name")
        .limit(page.size)
        .execute();
      return rows.map(toApp);
    },
    idOf: async (name) => (await findApp(query, name)).id,
    copy: async (order, deed) => toApp(await copyApp({ database, dataKeys }, order, deed)),
    archive: async (name, deed) => toApp(await archiveApp(database, name, deed)),
    restore: async (name, deed) => toApp(await restoreApp(database, name, deed)),
    losses: async (name) => countContents(database, (await findApp(query, name)).id),
    delete: async (name, deed) =>
      finishDeletion(database, await markForDeletion(database, name, deed)),
  };
}

async function create(
  database: Database,
  dataKeys: DataKeys,
  name: string,
  deed: audit.Deed,
): Promise<App> {
  try {
    return await database.query.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("apps")
        .values({ id: newId("app"), name })
        .returningAll()
        .executeTakeFirstOrThrow();
      await dataKeys.create(transaction, row.id, "contents");
      const entry = { app: row.id, action: "app.created", subject: name } as const;
      await audit.record(transaction, { ...deed, ...entry });
      return toApp(row);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppsError("APP_EXISTS", `There is already an app "${name}".`);
  }
}
