import type { AccessRules, ConnectionDocument } from "@trunkline/api-contract";

import { type ContentsKey, openConnectionSettings } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";
import { readRules } from "../rules/read-rules.ts";
import { readDraftState } from "./draft-state.ts";
import { draftTexts, releasedTexts } from "./flow-texts.ts";

type Query = Database["query"];

/** Which documents are meant. */
export type DocumentsSource = "draft" | "live" | { readonly release: number };

/** Every document of an app. */
export interface AppDocuments {
  /** Null for the draft. */
  readonly release: number | null;
  readonly groups: readonly string[];
  readonly rules: AccessRules;
  readonly connections: readonly Required<ConnectionDocument>[];
  /** The texts of flows, as they are stored. */
  readonly flows: readonly string[];
  /** Tells states of the draft apart; null for a release, which never changes. */
  readonly digest: string | null;
}

/** Whose documents are read, and what opens their settings. */
export interface AppContents {
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
}

/**
 * Reads every document of an app as they were at one moment.
 *
 * @throws AppsError `RELEASE_UNKNOWN` when there is no such release, or none is live.
 */
export async function readAppDocuments(
  database: Database,
  of: AppContents,
  source: DocumentsSource,
): Promise<AppDocuments> {
  return database.query
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction) => {
      const groups = await groupsOf(transaction, of.app);
      if (source === "draft") return { ...(await readDraft(transaction, of)), groups };
      const release = source === "live" ? await liveRelease(transaction, of.app) : source.release;
      return { ...(await readRelease(transaction, of, release)), groups };
    });
}

async function groupsOf(query: Query, app: Id<"app">): Promise<string[]> {
  const rows = await query.selectFrom("groups").select("name").where("app_id", "=", app).execute();
  return rows.map(({ name }) => name).toSorted();
}

async function liveRelease(query: Query, app: Id<"app">): Promise<number> {
  const row = await query
    .selectFrom("apps")
    .select("live_release")
    .where("id", "=", app)
    .executeTakeFirst();
  if (row?.live_release !== undefined && row.live_release !== null) return row.live_release;
  throw new AppsError("RELEASE_UNKNOWN", "Nothing of this app is live yet.");
}

async function readDraft(query: Query, of: AppContents): Promise<Omit<AppDocuments, "groups">> {
  const { digest } = await readDraftState(query, of.app);
  const rows = await query
    .selectFrom("connections")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .select([
      "connections.id as id",
      "connections.name as name",
      "connections.service as service",
      "profiles.name as profile",
      "connections.sealed_settings as sealed",
    ])
    .where("connections.app_id", "=", of.app)
    .where("connections.deleted_at", "is", null)
    .orderBy("connections.name")
    .execute();
  return {
    release: null,
    rules: (await readRules(query, of.app)).rules,
    connections: rows.map((row) => toDocument(of, row)),
    flows: await draftTexts(query, of.app),
    digest,
  };
}

async function readRelease(
  query: Query,
  of: AppContents,
  number: number,
): Promise<Omit<AppDocuments, "groups">> {
  const release = await query
    .selectFrom("releases")
    .select("rules")
    .where("app_id", "=", of.app)
    .where("number", "=", number)
    .executeTakeFirst();
  if (release === undefined) {
    throw new AppsError("RELEASE_UNKNOWN", `There is no release ${number} of this app.`);
  }
  return {
    release: number,
    rules: release.rules,
    connections: await releasedConnections(query, of, number),
    flows: await releasedTexts(query, of.app, number),
    digest: null,
  };
}

async function releasedConnections(query: Query, of: AppContents, number: number) {
  const rows = await query
    .selectFrom("release_connections")
    .select([
      "connection_id as id",
      "name",
      "service",
      "profile_name as profile",
      "sealed_settings as sealed",
    ])
    .where("app_id", "=", of.app)
    .where("number", "=", number)
    .orderBy("name")
    .execute();
  return rows.map((row) => toDocument(of, row));
}

interface ConnectionRow {
  readonly id: Id<"con">;
  readonly name: string;
  readonly service: string;
  readonly profile: string;
  readonly sealed: Buffer;
}

function toDocument(
  { app, contents }: AppContents,
  { id, name, service, profile, sealed }: ConnectionRow,
): Required<ConnectionDocument> {
  return { name, service, profile, settings: openConnectionSettings(contents, app, id, sealed) };
}
