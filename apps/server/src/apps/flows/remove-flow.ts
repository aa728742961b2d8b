import {
  announceChange,
  type Database,
  type Id,
  conflictOf,
  type VersionConflict,
  type VersionMatch,
} from "../../database/index.ts";
import { dropUnreleased, type FlowRow, lockFlow, refuseUnknown } from "./flow-rows.ts";

type Query = Database["query"];

/**
 * Removes a flow from the draft. What releases have of it stays, and it then comes back as the same
 * one when it is saved again; its signing secret stays only where the live release has it.
 *
 * @throws AppsError `FLOW_UNKNOWN`.
 */
export async function removeFlow(
  transaction: Query,
  { app, name }: { readonly app: Id<"app">; readonly name: string },
  match: VersionMatch,
): Promise<{ kind: "deleted" } | VersionConflict> {
  const row = (await lockFlow(transaction, app, name)) ?? refuseUnknown(name);
  if (typeof match === "number" && match !== row.version) return conflictOf(match, row.version);
  await dropUnreleased(transaction, row.id, row.version);
  if (await isReleased(transaction, row.id)) await markGone(transaction, row);
  else await transaction.deleteFrom("flows").where("id", "=", row.id).execute();
  await announceChange(transaction);
  return { kind: "deleted" };
}

async function isReleased(transaction: Query, flow: Id<"flow">): Promise<boolean> {
  const kept = await transaction
    .selectFrom("flow_versions")
    .select("version")
    .where("flow_id", "=", flow)
    .limit(1)
    .executeTakeFirst();
  return kept !== undefined;
}

async function markGone(transaction: Query, row: FlowRow): Promise<void> {
  const secret = row.live_version === null ? null : row.sealed_signing_secret;
  await transaction
    .updateTable("flows")
    .set({ deleted_at: new Date(), sealed_signing_secret: secret })
    .where("id", "=", row.id)
    .execute();
}
