import type { ReleaseChange } from "@trunkline/api-contract";

import { announceChange, type Database, type Id } from "../../database/index.ts";
import type { ReleaseDocuments } from "./release-documents.ts";

type Query = Database["query"];

/** A release as it is written. */
export interface NewRelease {
  readonly app: Id<"app">;
  readonly number: number;
  readonly note: string;
  readonly author: string;
  readonly documents: ReleaseDocuments;
  readonly changes: readonly ReleaseChange[];
}

/** A statement may have 65,535 parameters. */
const rowsAtOnce = 1000;

/**
 * Writes a release and makes it live. It is there wholly when the transaction commits, or not at
 * all; the app's row is locked.
 */
export async function writeRelease(transaction: Query, release: NewRelease): Promise<Date> {
  const { app, number, note, author, documents, changes } = release;
  const { created_at: createdAt } = await transaction
    .insertInto("releases")
    .values({
      app_id: app,
      number,
      note,
      author,
      rules: JSON.stringify(documents.rules),
      changes: JSON.stringify(changes),
    })
    .returning("created_at")
    .executeTakeFirstOrThrow();
  await writeFlows(transaction, release, createdAt);
  await writeConnections(transaction, release);
  await transaction
    .updateTable("apps")
    .set({ last_release: number, live_release: number })
    .where("id", "=", app)
    .execute();
  await announceChange(transaction);
  return createdAt;
}

async function writeFlows(
  transaction: Query,
  { app, number, documents }: NewRelease,
  createdAt: Date,
): Promise<void> {
  const rows = documents.flows.map(({ name, flow, kind, version, publishedAt }) => ({
    app_id: app,
    number,
    name,
    flow_id: flow,
    kind,
    version,
    published_at: publishedAt ?? createdAt,
  }));
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await transaction
      .insertInto("release_flows")
      .values(rows.slice(at, at + rowsAtOnce))
      .execute();
  }
}

async function writeConnections(
  transaction: Query,
  { app, number, documents }: NewRelease,
): Promise<void> {
  const rows = documents.connections.map((connection) => ({
    app_id: app,
    number,
    name: connection.name,
    connection_id: connection.connection,
    service: connection.service,
    version: connection.version,
    profile_id: connection.profile,
    profile_name: connection.profileName,
    sealed_settings: connection.sealedSettings,
  }));
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await transaction
      .insertInto("release_connections")
      .values(rows.slice(at, at + rowsAtOnce))
      .execute();
  }
}
