import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";

type Query = Database["query"];

/** A flow's row, with the version that the live release has of it. */
export type FlowRow = NonNullable<Awaited<ReturnType<typeof findFlow>>>;

/** The row of a flow of the draft; undefined when there is none. */
export async function findFlow(query: Query, app: Id<"app">, name: string) {
  return flowsOf(query, app)
    .where("flows.name", "=", name)
    .where("flows.deleted_at", "is", null)
    .executeTakeFirst();
}

/** The same, and nobody else changes the flow until the transaction ends. */
export async function lockFlow(query: Query, app: Id<"app">, name: string) {
  const row = await lockFlowOrTrace(query, app, name);
  return row?.deleted_at === null ? row : undefined;
}

/** The same, also for one that is deleted and would come back as the same one. */
export async function lockFlowOrTrace(query: Query, app: Id<"app">, name: string) {
  // Read once it is locked: a statement that waited for the lock would join old rows of the others.
  await query
    .selectFrom("flows")
    .select("id")
    .where("app_id", "=", app)
    .where("name", "=", name)
    .forUpdate()
    .execute();
  return flowsOf(query, app).where("flows.name", "=", name).executeTakeFirst();
}

/** The rows of an app's flows, those that are deleted too. */
export function flowsOf(query: Query, app: Id<"app">) {
  return query
    .selectFrom("flows")
    .innerJoin("apps", "apps.id", "flows.app_id")
    .leftJoin("release_flows as live", (join) =>
      join
        .onRef("live.app_id", "=", "flows.app_id")
        .onRef("live.number", "=", "apps.live_release")
        .onRef("live.name", "=", "flows.name"),
    )
    .selectAll("flows")
    .select(["live.version as live_version", "live.published_at as published_at"])
    .where("flows.app_id", "=", app);
}

/**
 * The row of a flow that has to be there.
 *
 * @throws AppsError `FLOW_UNKNOWN`.
 */
export async function requireFlow(query: Query, app: Id<"app">, name: string): Promise<FlowRow> {
  return (await findFlow(query, app, name)) ?? refuseUnknown(name);
}

/** @throws AppsError `FLOW_UNKNOWN`. */
export function refuseUnknown(name: string): never {
  throw new AppsError("FLOW_UNKNOWN", `There is no flow "${name}" in this app.`);
}

/** A version as it is stored. */
export interface VersionRow {
  readonly kind: "web-hook" | "background-task" | "page";
  /** The document as it came. */
  readonly text: string;
  readonly savedAt: Date;
}

/** A flow's draft as it is stored. */
export interface StoredFlow {
  readonly row: FlowRow;
  readonly draft: VersionRow;
}

/** A kept version of a flow; undefined when it is kept no longer, or never was. */
export async function findVersion(
  query: Query,
  flow: Id<"flow">,
  version: number,
): Promise<VersionRow | undefined> {
  return query
    .selectFrom("flow_versions")
    .select(["kind", "saved_at as savedAt", sql<string>`document::text`.as("text")])
    .where("flow_id", "=", flow)
    .where("version", "=", version)
    .executeTakeFirst();
}

/**
 * The version that a flow's row names, in the transaction that has the row locked: it is there as
 * long as the row says so.
 */
export async function requireVersion(
  query: Query,
  flow: Id<"flow">,
  version: number,
): Promise<VersionRow> {
  const found = await findVersion(query, flow, version);
  if (found === undefined) throw new Error("A flow names a version that is not stored.");
  return found;
}

const keptVersions = 50;

/** Removes what is older than the last 50 versions; those that a release has always stay. */
export async function dropOldVersions(
  query: Query,
  flow: Id<"flow">,
  draft: number,
): Promise<void> {
  await dropUnreleased(query, flow, draft - keptVersions);
}

/** Removes versions up to one, unless a release has them. */
export async function dropUnreleased(
  query: Query,
  flow: Id<"flow">,
  newest: number,
): Promise<void> {
  await query
    .deleteFrom("flow_versions")
    .where("flow_id", "=", flow)
    .where("version", "<=", newest)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("release_flows")
            .select("release_flows.version")
            .whereRef("release_flows.flow_id", "=", "flow_versions.flow_id")
            .whereRef("release_flows.version", "=", "flow_versions.version"),
        ),
      ),
    )
    .execute();
}
