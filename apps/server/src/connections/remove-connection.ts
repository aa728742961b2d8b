import {
  announceChange,
  conflictOf,
  type Database,
  type VersionConflict,
  type VersionMatch,
} from "../database/index.ts";
import { lockConnection, unknownConnection } from "./connection-rows.ts";
import { sealSettings } from "./connection-settings.ts";
import type { ConnectionPlace } from "./save-connection.ts";

/**
 * Removes a connection from the draft, with its settings and versions. What releases have of it
 * stays; its row stays as the mark that attempts were made through it.
 *
 * @throws ConnectionsError `CONNECTION_UNKNOWN`.
 */
export async function removeConnection(
  transaction: Database["query"],
  { app, contents }: ConnectionPlace,
  name: string,
  match: VersionMatch,
): Promise<{ readonly kind: "deleted" } | VersionConflict> {
  const row = await lockConnection(transaction, app, name);
  if (row === undefined || row.deleted_at !== null) throw unknownConnection(name);
  if (typeof match === "number" && match !== row.version) return conflictOf(match, row.version);
  await transaction
    .updateTable("connections")
    .set({
      deleted_at: new Date(),
      profile_id: null,
      sealed_settings: sealSettings(contents, app, row.id, {}),
    })
    .where("id", "=", row.id)
    .execute();
  await transaction.deleteFrom("connection_versions").where("connection_id", "=", row.id).execute();
  await announceChange(transaction);
  return { kind: "deleted" };
}
