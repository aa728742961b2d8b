import type { Connection } from "@trunkline/api-contract";

import type { Database, Id } from "../database/index.ts";
import { openConnectionSettings } from "./connection-settings.ts";
import type { ContentsKey } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";

type Query = Database["query"];

/** A connection's row, with its profile's name and the version that the live release has of it. */
export type ConnectionRow = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

/** The rows of the draft's connections. */
export function connectionsOf(query: Query, app: Id<"app">) {
  return query
    .selectFrom("connections")
    .innerJoin("apps", "apps.id", "connections.app_id")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .leftJoin("release_connections as live", (join) =>
      join
        .onRef("live.app_id", "=", "connections.app_id")
        .onRef("live.number", "=", "apps.live_release")
        .onRef("live.name", "=", "connections.name"),
    )
    .selectAll("connections")
    .select(["profiles.name as profile_name", "live.version as live_version"])
    .where("connections.app_id", "=", app)
    .where("connections.deleted_at", "is", null);
}

/** The row of a connection of the draft; undefined when there is none. */
export async function findConnection(query: Query, app: Id<"app">, name: string) {
  return connectionsOf(query, app).where("connections.name", "=", name).executeTakeFirst();
}

/** @throws ConnectionsError `CONNECTION_UNKNOWN`. */
export async function requireConnection(
  query: Query,
  app: Id<"app">,
  name: string,
): Promise<ConnectionRow> {
  const row = await findConnection(query, app, name);
  if (row === undefined) throw unknownConnection(name);
  return row;
}

/** What is said of a connection that does not exist. */
export function unknownConnection(name: string): ConnectionsError {
  return new ConnectionsError(
    "CONNECTION_UNKNOWN",
    `There is no connection "${name}" in this app.`,
    "List the app's connections to see their names.",
  );
}

/**
 * Locks a connection until the transaction ends, also one that is deleted and would come back as the
 * same one. It is read afterwards: a statement that waited for the lock would join old rows.
 */
export async function lockConnection(query: Query, app: Id<"app">, name: string) {
  return query
    .selectFrom("connections")
    .select(["id", "version", "deleted_at"])
    .where("app_id", "=", app)
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
}

/** A connection as answers show it. */
export function toConnection(contents: ContentsKey, row: ConnectionRow): Connection {
  return {
    name: row.name,
    service: row.service,
    profile: row.profile_name,
    settings: openConnectionSettings(contents, row.app_id, row.id, row.sealed_settings),
    version: row.version,
    liveVersion: row.live_version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
