import { createHash } from "node:crypto";

import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";

type Query = Database["query"];

/** The documents of a draft by name, with their versions, and a digest of the whole. */
export interface DraftState {
  readonly flows: ReadonlyMap<string, FlowState>;
  readonly connections: ReadonlyMap<string, DocumentState>;
  readonly rulesVersion: number;
  /** Another one after every save of whichever document. */
  readonly digest: string;
}

/** Which version of a document there is. */
export interface DocumentState {
  readonly id: string;
  readonly version: number;
}

/** The same with the document as it is stored. */
export interface FlowState extends DocumentState {
  readonly text: string;
}

/** Reads the draft; in a transaction that reads everything as it was at one moment. */
export async function readDraftState(query: Query, app: Id<"app">): Promise<DraftState> {
  const { rules_version: rulesVersion } = await query
    .selectFrom("apps")
    .select("rules_version")
    .where("id", "=", app)
    .executeTakeFirstOrThrow();
  const flows = await flowStates(query, app);
  const connections = await query
    .selectFrom("connections")
    .select(["name", "id", "version"])
    .where("app_id", "=", app)
    .where("deleted_at", "is", null)
    .orderBy("name")
    .execute();
  return {
    flows: new Map(flows.map(({ name, ...state }) => [name, state])),
    connections: new Map(connections.map(({ name, ...state }) => [name, state])),
    rulesVersion,
    digest: digestOf({ rulesVersion, flows, connections }),
  };
}

/** The same, and nobody else changes what is there until the transaction ends. */
export async function lockDraftState(transaction: Query, app: Id<"app">): Promise<DraftState> {
  for (const table of ["flows", "connections"] as const) {
    // Read afterwards: a statement that waited for a lock would join old versions.
    await transaction
      .selectFrom(table)
      .select("id")
      .where("app_id", "=", app)
      .orderBy("name")
      .forUpdate()
      .execute();
  }
  return readDraftState(transaction, app);
}

async function flowStates(query: Query, app: Id<"app">) {
  return query
    .selectFrom("flows")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "flows.id")
        .onRef("flow_versions.version", "=", "flows.version"),
    )
    .select(["flows.name as name", "flows.id as id", "flows.version as version"])
    .select(sql<string>`document::text`.as("text"))
    .where("flows.app_id", "=", app)
    .where("flows.deleted_at", "is", null)
    .orderBy("flows.name")
    .execute();
}

interface Digested {
  readonly rulesVersion: number;
  readonly flows: readonly (DocumentState & { readonly name: string })[];
  readonly connections: readonly (DocumentState & { readonly name: string })[];
}

function digestOf({ rulesVersion, flows, connections }: Digested): string {
  const versions = (documents: Digested["flows"]) =>
    documents.map(({ name, id, version }) => [name, id, version]);
  const state = JSON.stringify([rulesVersion, versions(flows), versions(connections)]);
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}
