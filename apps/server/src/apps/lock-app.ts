import type { Database, Id } from "../database/index.ts";
import { AppsError } from "./errors.ts";

/**
 * Locks an app's row until the transaction ends: publishing, activating, saving rules and replacing
 * several documents follow one another. Take it before any document's row.
 *
 * @throws AppsError `APP_UNKNOWN` when it has been deleted.
 */
export async function lockApp(transaction: Database["query"], app: Id<"app">) {
  const row = await transaction
    .selectFrom("apps")
    .select(["last_release", "live_release", "rules_version"])
    .where("id", "=", app)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new AppsError("APP_UNKNOWN", "There is no such app any more.");
}
