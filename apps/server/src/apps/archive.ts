import { audit } from "../access/index.ts";
import { announceChange, type Database } from "../database/index.ts";
import { type AppRow, changeApp, lockAppNamed, refuseBeingDeleted } from "./app-rows.ts";
import { AppsError } from "./errors.ts";

/**
 * Puts an app away: it can be read, and nothing of it can be changed or executed. Doing it twice
 * changes nothing.
 *
 * @throws AppsError `APP_UNKNOWN`.
 */
export async function archiveApp(
  { query }: Database,
  name: string,
  deed: audit.Deed,
): Promise<AppRow> {
  return query.transaction().execute(async (transaction) => {
    const row = await lockAppNamed(transaction, name);
    if (row.archived_at !== null) return row;
    const archived = await changeApp(transaction, row.id, { archived_at: new Date() });
    const entry = { app: row.id, action: "app.archived", subject: name } as const;
    await audit.record(transaction, { ...deed, ...entry });
    await announceChange(transaction);
    return archived;
  });
}

/**
 * Brings an archived app back, as it was. Doing it twice changes nothing.
 *
 * @throws AppsError `APP_UNKNOWN`, `APP_BEING_DELETED`.
 */
export async function restoreApp(
  { query }: Database,
  name: string,
  deed: audit.Deed,
): Promise<AppRow> {
  return query.transaction().execute(async (transaction) => {
    const row = await lockAppNamed(transaction, name);
    refuseBeingDeleted(row);
    if (row.archived_at === null) return row;
    const restored = await changeApp(transaction, row.id, { archived_at: null });
    const entry = { app: row.id, action: "app.restored", subject: name } as const;
    await audit.record(transaction, { ...deed, ...entry });
    await announceChange(transaction);
    return restored;
  });
}

/**
 * Refuses to change or execute anything in an app that is put away.
 *
 * @throws AppsError `APP_ARCHIVED`. That there is no such app is for others to say.
 */
export async function refuseArchived({ query }: Database, name: string): Promise<void> {
  const row = await query
    .selectFrom("apps")
    .select(["name", "archived_at", "deleting_at"])
    .where("name", "=", name)
    .executeTakeFirst();
  if (row === undefined || row.archived_at === null) return;
  refuseBeingDeleted(row);
  throw new AppsError(
    "APP_ARCHIVED",
    `The app "${name}" is archived: it can be read, and nothing of it can be changed or executed.`,
  );
}
