import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";

type Query = Database["query"];

/** A flow's row. */
export type FlowRow = NonNullable<Awaited<ReturnType<typeof findFlow>>>;

/** The row of a flow; undefined when there is none. */
export async function findFlow(query: Query, app: Id<"app">, name: string) {
  return flowNamed(query, app, name).executeTakeFirst();
}

/** The same, and nobody else changes the flow until the transaction ends. */
export async function lockFlow(query: Query, app: Id<"app">, name: string) {
  return flowNamed(query, app, name).forUpdate().executeTakeFirst();
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

function flowNamed(query: Query, app: Id<"app">, name: string) {
  return query.selectFrom("flows").selectAll().where("app_id", "=", app).where("name", "=", name);
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

/** Removes what is older than the last 50 versions; the live one always stays. */
export async function dropOldVersions(
  query: Query,
  flow: Id<"flow">,
  { draft, live }: { readonly draft: number; readonly live: number | null },
): Promise<void> {
  await query
    .deleteFrom("flow_versions")
    .where("flow_id", "=", flow)
    .where("version", "<=", draft - keptVersions)
    .where("version", "!=", live ?? 0)
    .execute();
}
