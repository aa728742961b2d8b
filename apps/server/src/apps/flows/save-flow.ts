import type { FlowDocument } from "@trunkline/api-contract";

import {
  announceChange,
  type Database,
  type Id,
  newId,
  conflictOf,
  type VersionConflict,
  type VersionMatch,
} from "../../database/index.ts";
import {
  dropOldVersions,
  type FlowRow,
  lockFlowOrTrace,
  requireVersion,
  type StoredFlow,
  type VersionRow,
} from "./flow-rows.ts";
import { refuseDocument } from "./refuse-document.ts";

type Query = Database["query"];

/** A flow as somebody gives it, with the text that it came as. */
export interface GivenFlow {
  readonly document: FlowDocument;
  readonly text: string;
}

/** What came of a save. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly isNew: boolean; readonly flow: StoredFlow }
  | VersionConflict;

/**
 * Makes a document the draft of a flow, as its next version. Of several at once who started from the
 * same version, exactly one succeeds. Saving what is there already changes nothing, so that a save
 * whose answer was lost can be repeated. A deleted flow that a release has comes back as the same one.
 *
 * @param transaction Whoever saves several documents in it locks the app's row first (`lockApp`).
 * @throws InputError, before anything is written.
 */
export async function saveFlow(
  transaction: Query,
  { app, name }: { readonly app: Id<"app">; readonly name: string },
  given: GivenFlow,
  match: VersionMatch,
): Promise<SaveOutcome> {
  refuseDocument(name, given.document);
  const before = await lockFlowOrTrace(transaction, app, name);
  if (before !== undefined) return change(transaction, before, given, match);
  if (match !== null) return conflictOf(match, null);
  const made = await insertFlow(transaction, app, name);
  if (made !== undefined) {
    const row = { ...made, live_version: null, published_at: null };
    const draft = await insertVersion(transaction, row, given);
    await announceChange(transaction);
    return { kind: "saved", isNew: true, flow: { row, draft } };
  }
  // Somebody made it at this very moment.
  const other = await lockFlowOrTrace(transaction, app, name);
  return other === undefined ? conflictOf(match, null) : change(transaction, other, given, match);
}

async function change(
  transaction: Query,
  before: FlowRow,
  given: GivenFlow,
  match: VersionMatch,
): Promise<SaveOutcome> {
  if (before.deleted_at !== null) {
    return match === null ? next(transaction, before, given) : conflictOf(match, null);
  }
  const stored = await requireVersion(transaction, before.id, before.version);
  if (stored.text === given.text) {
    return { kind: "saved", isNew: false, flow: { row: before, draft: stored } };
  }
  if (match !== "any" && match !== before.version) return conflictOf(match, before.version);
  return next(transaction, before, given);
}

async function next(transaction: Query, before: FlowRow, given: GivenFlow): Promise<SaveOutcome> {
  const changed = await transaction
    .updateTable("flows")
    .set({ version: before.version + 1, updated_at: new Date(), deleted_at: null })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { live_version, published_at } = before;
  const row = { ...changed, live_version, published_at };
  const draft = await insertVersion(transaction, row, given);
  await dropOldVersions(transaction, row.id, row.version);
  await announceChange(transaction);
  return { kind: "saved", isNew: before.deleted_at !== null, flow: { row, draft } };
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
  row: Pick<FlowRow, "id" | "version">,
  { document, text }: GivenFlow,
): Promise<VersionRow> {
  const { saved_at: savedAt } = await transaction
    .insertInto("flow_versions")
    .values({ flow_id: row.id, version: row.version, kind: document.kind, document: text })
    .returning("saved_at")
    .executeTakeFirstOrThrow();
  return { kind: document.kind, text, savedAt };
}
