import { setTimeout as pause } from "node:timers/promises";

import { audit } from "../../access/index.ts";
import {
  announceChange,
  type Database,
  type Id,
  isForeignKeyViolation,
} from "../../database/index.ts";
import { changeApp, lockAppNamed } from "../app-rows.ts";
import { countContents } from "../count-contents.ts";
import { deleteDocuments, deleteEvents } from "./delete-rows.ts";

const lookAgainMs = 100;
const mostTries = 100;
/** Longer than any request to a service may take. */
const longestWaitMs = 60_000;

/**
 * Marks an app as one that is being deleted, and archives it: from now on it only goes on. The audit
 * says who wanted it and what was lost, once.
 *
 * @throws AppsError `APP_UNKNOWN`.
 */
export async function markForDeletion(
  database: Database,
  name: string,
  deed: audit.Deed,
): Promise<Id<"app">> {
  return database.query.transaction().execute(async (transaction) => {
    const { id, archived_at, deleting_at } = await lockAppNamed(transaction, name);
    if (deleting_at !== null) return id;
    const now = new Date();
    await changeApp(transaction, id, { archived_at: archived_at ?? now, deleting_at: now });
    const entry = { app: id, action: "app.deleted", subject: name } as const;
    const details = await countContents(database, id);
    await audit.record(transaction, { ...deed, ...entry, details });
    await announceChange(transaction);
    return id;
  });
}

/**
 * Deletes an app that is marked, once what is under way in it has ended. It can be interrupted at any
 * moment and begun again, also while another server does the same.
 */
export async function finishDeletion(database: Database, app: Id<"app">): Promise<void> {
  await waitForQuiet(database, app);
  await deleteEvents(database.pool, app);
  await deleteAll(database, app);
  // What was written between the two.
  await deleteEvents(database.pool, app);
}

/** Runs and attempts under way are cut, and end soon; those of a server that died do not. */
async function waitForQuiet({ pool }: Database, app: Id<"app">): Promise<void> {
  const until = performance.now() + longestWaitMs;
  while (performance.now() < until) {
    const { rows } = await pool.query<{ is_busy: boolean }>(busyText, [app]);
    if (rows[0]?.is_busy !== true) return;
    await pause(lookAgainMs);
  }
}

const busyText = `
  select exists (select from runs where app_id = $1 and status = 'running')
    or exists (select from attempts where app_id = $1 and state = 'stored'
      and lease_until > clock_timestamp()) as is_busy`;

async function deleteAll({ query }: Database, app: Id<"app">): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await query.transaction().execute(async (transaction) => {
        await deleteDocuments(transaction, app);
        await announceChange(transaction);
      });
      return;
    } catch (error) {
      // A request that began before the app was archived has saved something at this very moment.
      if (!isForeignKeyViolation(error) || tries === mostTries) throw error;
      await pause(lookAgainMs);
    }
  }
}
