import { createHash } from "node:crypto";

import type { Database, Id } from "../../database/index.ts";

type Query = Database["query"];

/** The documents of a draft by name, with their versions, and a digest of the whole. */
export interface DraftState {
  readonly flows: ReadonlyMap<string, DocumentState<"flow">>;
  readonly connections: ReadonlyMap<string, DocumentState<"con">>;
  readonly rulesVersion: number;
  /** Another one after every save of whichever document. */
  readonly digest: string;
}

/** Which version of a document there is. */
export interface DocumentState<Kind extends "flow" | "con"> {
  readonly id: Id<Kind>;
  readonly version: number;
}

/** Reads the draft; in a transaction that reads everything as it was at one moment. */
export async function readDraftState(query: Query, app: Id<"app">): Promise<DraftState> {
  const { rules_version: rulesVersion } = await query
    .selectFrom("apps")
    .select("rules_version")
    .where("id", "=", app)
    .executeTakeFirstOrThrow();
  const flows = await query
    .selectFrom("flows")
    .select(["name", "id", "version"])
    .where("app_id", "=", app)
    .where("deleted_at", "is", null)
    .orderBy("name")
    .execute();
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

interface Digested {
  readonly rulesVersion: number;
  readonly flows: readonly NamedState[];
  readonly connections: readonly NamedState[];
}

type NamedState = DocumentState<"flow" | "con"> & { readonly name: string };

function digestOf({ rulesVersion, flows, connections }: Digested): string {
  const versions = (documents: readonly NamedState[]) =>
    documents.map(({ name, id, version }) => [name, id, version]);
  const state = JSON.stringify([rulesVersion, versions(flows), versions(connections)]);
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}
