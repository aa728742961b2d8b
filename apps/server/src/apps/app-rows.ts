import type { App } from "@trunkline/api-contract";

import type { Database, Id } from "../database/index.ts";
import { AppsError } from "./errors.ts";

type Query = Database["query"];

/** An app's row. */
export type AppRow = Awaited<ReturnType<typeof findApp>>;

/** @throws AppsError `APP_UNKNOWN`. */
export async function findApp(query: Query, name: string) {
  const row = await query
    .selectFrom("apps")
    .selectAll()
    .where("name", "=", name)
    .executeTakeFirst();
  return row ?? refuseUnknownApp(name);
}

/** The same, and nobody else changes the row until the transaction ends. */
export async function lockAppNamed(transaction: Query, name: string): Promise<AppRow> {
  const row = await transaction
    .selectFrom("apps")
    .selectAll()
    .where("name", "=", name)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? refuseUnknownApp(name);
}

/** @throws AppsError `APP_BEING_DELETED`. */
export function refuseBeingDeleted({
  name,
  deleting_at,
}: Pick<AppRow, "name" | "deleting_at">): void {
  if (deleting_at === null) return;
  throw new AppsError("APP_BEING_DELETED", `The app "${name}" is being deleted.`);
}

/** Where an app's row says that it stands. */
export async function changeApp(
  transaction: Query,
  id: Id<"app">,
  changes: { readonly archived_at?: Date | null; readonly deleting_at?: Date },
): Promise<AppRow> {
  return transaction
    .updateTable("apps")
    .set(changes)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** An app as answers show it. */
export function toApp(row: AppRow): App {
  return {
    name: row.name,
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
    liveRelease: row.live_release,
    isBeingDeleted: row.deleting_at !== null,
  };
}

function refuseUnknownApp(name: string): never {
  throw new AppsError("APP_UNKNOWN", `There is no app "${name}".`);
}
