import type { ConnectionVersion } from "@trunkline/api-contract";

import type { Database, Id } from "../database/index.ts";
import { type ConnectionRow, requireConnection } from "./connection-rows.ts";

type Query = Database["query"];

const keptVersions = 50;

/** Keeps what a connection has become as a version, and the last 50 of them. */
export async function keepConnectionVersion(
  transaction: Query,
  row: ConnectionRow & { readonly profile_id: Id<"prf"> | null },
): Promise<void> {
  if (row.profile_id === null) throw new Error("A connection of the draft has no profile.");
  await transaction
    .insertInto("connection_versions")
    .values({
      connection_id: row.id,
      version: row.version,
      profile_id: row.profile_id,
      profile_name: row.profile_name,
      sealed_settings: row.sealed_settings,
    })
    .execute();
  await transaction
    .deleteFrom("connection_versions")
    .where("connection_id", "=", row.id)
    .where("version", "<=", row.version - keptVersions)
    .execute();
}

/** The kept versions of a connection, newest first. @throws ConnectionsError `CONNECTION_UNKNOWN`. */
export async function listConnectionVersions(
  query: Query,
  app: Id<"app">,
  name: string,
): Promise<ConnectionVersion[]> {
  const row = await requireConnection(query, app, name);
  const versions = await query
    .selectFrom("connection_versions")
    .select(["version", "profile_name", "saved_at"])
    .where("connection_id", "=", row.id)
    .orderBy("version", "desc")
    .execute();
  return versions.map(({ version, profile_name, saved_at }) => ({
    version,
    isDraft: version === row.version,
    isLive: version === row.live_version,
    profile: profile_name,
    savedAt: saved_at.toISOString(),
  }));
}
