import type { Database, Id } from "../../database/index.ts";
import { finishDeletion } from "./delete-app.ts";
import { deleteEvents } from "./delete-rows.ts";

const checkEveryMs = 10 * 60 * 1000;

/**
 * Goes on with deletions that were interrupted, and deletes what runs of deleted apps wrote after
 * their app was gone.
 */
export async function goOnDeleting(database: Database): Promise<void> {
  const marked = await database.query
    .selectFrom("apps")
    .select("id")
    .where("deleting_at", "is not", null)
    .execute();
  for (const { id } of marked) await finishDeletion(database, id);
  const { rows } = await database.pool.query<{ id: Id<"app"> }>(goneText);
  for (const { id } of rows) await deleteEvents(database.pool, id);
}

/** Apps that were deleted lately: the audit log knows them still. */
const goneText = `
  select distinct app_id as id from audit_entries
  where action = 'app.deleted' and at > clock_timestamp() - interval '1 day'
    and not exists (select from apps where apps.id = audit_entries.app_id)`;

/** Does so now and every ten minutes. @param onError Told of failures; the next time tries again. */
export function keepDeleting(database: Database, onError: (error: unknown) => void): Disposable {
  const run = () => void goOnDeleting(database).catch(onError);
  const timer = setInterval(run, checkEveryMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
