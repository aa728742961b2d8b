import type { AccessRules } from "@trunkline/api-contract";
import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import { readRules } from "../rules/read-rules.ts";
import {
  noDocuments,
  type ReleaseDocuments,
  type ReleasedConnection,
  type ReleasedFlow,
} from "./release-documents.ts";

type Query = Database["query"];

const digest = sql<string>`md5(flow_versions.document::text)`.as("digest");

/** The documents of a release; nothing for null. */
export async function readReleased(
  query: Query,
  app: Id<"app">,
  number: number | null,
): Promise<ReleaseDocuments> {
  if (number === null) return noDocuments;
  const release = await query
    .selectFrom("releases")
    .select("rules")
    .where("app_id", "=", app)
    .where("number", "=", number)
    .executeTakeFirst();
  if (release === undefined) return noDocuments;
  return {
    flows: await releasedFlows(query, app, number),
    connections: await releasedConnections(query, app, number),
    rules: release.rules,
  };
}

async function releasedFlows(query: Query, app: Id<"app">, number: number) {
  return query
    .selectFrom("release_flows as released")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "released.flow_id")
        .onRef("flow_versions.version", "=", "released.version"),
    )
    .select([
      "released.name as name",
      "released.flow_id as flow",
      "released.kind as kind",
      "released.version as version",
      "released.published_at as publishedAt",
      digest,
    ])
    .where("released.app_id", "=", app)
    .where("released.number", "=", number)
    .orderBy("released.name")
    .execute();
}

/** The connections of a release. */
export async function releasedConnections(query: Query, app: Id<"app">, number: number) {
  return query
    .selectFrom("release_connections")
    .select([
      "name",
      "connection_id as connection",
      "service",
      "version",
      "profile_id as profile",
      "profile_name as profileName",
      "sealed_settings as sealedSettings",
    ])
    .where("app_id", "=", app)
    .where("number", "=", number)
    .orderBy("name")
    .execute();
}

/** The documents of the draft; nobody changes them until the transaction ends. */
export async function lockDraft(transaction: Query, app: Id<"app">): Promise<ReleaseDocuments> {
  return {
    flows: await draftFlows(transaction, app),
    connections: await draftConnections(transaction, app),
    rules: await draftRules(transaction, app),
  };
}

async function draftFlows(transaction: Query, app: Id<"app">): Promise<ReleasedFlow[]> {
  await lockRows(transaction, app, "flows");
  const rows = await transaction
    .selectFrom("flows")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "flows.id")
        .onRef("flow_versions.version", "=", "flows.version"),
    )
    .select([
      "flows.name as name",
      "flows.id as flow",
      "flow_versions.kind as kind",
      "flows.version as version",
      digest,
    ])
    .where("flows.app_id", "=", app)
    .where("flows.deleted_at", "is", null)
    .orderBy("flows.name")
    .execute();
  return rows.map((row) => ({ ...row, publishedAt: null }));
}

/** The connections of the draft; nobody changes them until the transaction ends. */
export async function draftConnections(
  transaction: Query,
  app: Id<"app">,
): Promise<ReleasedConnection[]> {
  await lockRows(transaction, app, "connections");
  return transaction
    .selectFrom("connections")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .select([
      "connections.name as name",
      "connections.id as connection",
      "connections.service as service",
      "connections.version as version",
      "profiles.id as profile",
      "profiles.name as profileName",
      "connections.sealed_settings as sealedSettings",
    ])
    .where("connections.app_id", "=", app)
    .where("connections.deleted_at", "is", null)
    .orderBy("connections.name")
    .execute();
}

/**
 * Locks rows before they are read: a statement that waited for a lock itself would join the new row
 * of a flow with the versions that there were before.
 */
async function lockRows(transaction: Query, app: Id<"app">, table: "flows" | "connections") {
  await transaction
    .selectFrom(table)
    .select("id")
    .where("app_id", "=", app)
    .orderBy("name")
    .forShare()
    .execute();
}

/** The rules of the draft; none before they are saved for the first time. */
export async function draftRules(query: Query, app: Id<"app">): Promise<AccessRules> {
  return (await readRules(query, app)).rules;
}
