import type { FlowDocument } from "@trunkline/api-contract";

import { announceChange, type Database, type Id, newId } from "../../database/index.ts";
import {
  dropOldVersions,
  type FlowRow,
  lockFlow,
  requireVersion,
  type StoredFlow,
  type VersionRow,
} from "./flow-rows.ts";
import { conflictOf, type FlowConflict, type VersionMatch } from "./version-match.ts";

type Query = Database["query"];

/** A flow as somebody gives it, checked, with the text that it came as. */
export interface GivenFlow {
  readonly document: FlowDocument;
  readonly text: string;
}

/** What came of a save. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly isNew: boolean; readonly flow: StoredFlow }
  | FlowConflict;

/**
 * Makes a document the draft of a flow, as its next version. Of several at once who started from the
 * same version, exactly one succeeds. Saving what is there already changes nothing, so that a save
 * whose answer was lost can be repeated.
 */
export async function saveFlow(
  database: Database,
  address: { readonly app: Id<"app">; readonly name: string },
  given: GivenFlow,
  match: VersionMatch,
): Promise<SaveOutcome> {
  const { app, name } = address;
  return database.query.transaction().execute(async (transaction) => {
    const before = await lockFlow(transaction, app, name);
    if (before !== undefined) return change(transaction, before, given, match);
    if (match !== null) return conflictOf(match, null);
    const made = await insertFlow(transaction, app, name);
    if (made !== undefined) {
      const draft = await insertVersion(transaction, made, given);
      await announceChange(transaction);
      return { kind: "saved", isNew: true, flow: { row: made, draft } };
    }
    // Somebody made it at this very moment.
    const other = await lockFlow(transaction, app, name);
    return other === undefined ? conflictOf(match, null) : change(transaction, other, given, match);
  });
}

async function change(
  transaction: Query,
  before: FlowRow,
  given: GivenFlow,
  match: VersionMatch,
): Promise<SaveOutcome> {
  const stored = await requireVersion(transaction, before.id, before.version);
  if (stored.text === given.text) {
    return { kind: "saved", isNew: false, flow: { row: before, draft: stored } };
  }
  if (match !== "any" && match !== before.version) return conflictOf(match, before.version);
  const row = await transaction
    .updateTable("flows")
    .set({ version: before.version + 1, updated_at: new Date() })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const draft = await insertVersion(transaction, row, given);
  await dropOldVersions(transaction, row.id, { draft: row.version, live: row.live_version });
  await announceChange(transaction);
  return { kind: "saved", isNew: false, flow: { row, draft } };
}

/** Undefined when there is one of that name. */
async function insertFlow(transaction: Query, app: Id<"app">, name: string) {
  return transaction
    .insertInto("flows")
    .values({ id: newId("flow"), app_id: app, name, version: 1 })
    .onConflict((conflict) => conflict.columns(["app_id", "name"]).doNothing())
    .returningAll()
    .executeTakeFirst();
}

async function insertVersion(
  transaction: Query,
  row: FlowRow,
  { document, text }: GivenFlow,
): Promise<VersionRow> {
  const { saved_at: savedAt } = await transaction
    .insertInto("flow_versions")
    .values({ flow_id: row.id, version: row.version, kind: document.kind, document: text })
    .returning("saved_at")
    .executeTakeFirstOrThrow();
  return { kind: document.kind, text, savedAt };
}
