import type { DocumentFault, ReplacedDocuments } from "@trunkline/api-contract";

import type { audit } from "../../access/index.ts";
import type { Database } from "../../database/index.ts";
import { lockApp } from "../lock-app.ts";
import { changesBetween } from "../releases/changes.ts";
import { problemsOfDocuments } from "../releases/problems-of-documents.ts";
import { lockDraft } from "../releases/read-documents.ts";
import { saveRules } from "../rules/save-rules.ts";
import type { CheckedDocuments, DocumentsCheck } from "./check-documents.ts";
import { type DraftState, lockDraftState, readDraftState } from "./draft-state.ts";
import { makeGroups } from "./make-groups.ts";
import { missingProfiles } from "./missing-profiles.ts";
import type { AppContents } from "./read-app-documents.ts";
import { recordChanges } from "./record-changes.ts";
import { DraftChanged, saveConnections, saveFlows, type Saving } from "./save-each.ts";

type Query = Database["query"];

/** How a draft is replaced. */
export interface ReplaceOptions {
  /** The digest of the draft that it was made from; `any` for whatever there is, null for none. */
  readonly match: string | null;
  /** True to have everything checked and nothing changed. */
  readonly dryRun: boolean;
  readonly deed: audit.Deed;
}

/** What came of replacing a draft. */
export type ReplaceOutcome =
  | ({ readonly kind: "replaced"; readonly digest: string } & Omit<ReplacedDocuments, "dryRun">)
  | { readonly kind: "refused"; readonly faults: readonly DocumentFault[] }
  | { readonly kind: "conflict"; readonly given: string | null };

/** Ends a transaction without a trace; what it found out goes on. */
class Undone extends Error {
  override readonly name = "Undone";
  readonly outcome: ReplaceOutcome;

  constructor(outcome: ReplaceOutcome) {
    super("The transaction is undone on purpose.");
    this.outcome = outcome;
  }
}

/**
 * Makes documents the whole draft of an app: all of them, or none when anything is wrong with any.
 * Nobody else's save comes in between, and documents that say what is there already keep their
 * versions.
 *
 * @throws AppsError `APP_UNKNOWN`.
 */
export async function replaceAppDocuments(
  database: Database,
  of: AppContents,
  given: DocumentsCheck,
  options: ReplaceOptions,
): Promise<ReplaceOutcome> {
  try {
    return await database.query.transaction().execute(async (transaction) => {
      const outcome = await replaceIn(transaction, of, given, options);
      if (outcome.kind !== "replaced" || options.dryRun) throw new Undone(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    if (error instanceof DraftChanged) return { kind: "conflict", given: options.match ?? "none" };
    throw error;
  }
}

async function replaceIn(
  transaction: Query,
  of: AppContents,
  { documents, faults }: DocumentsCheck,
  { match, deed }: ReplaceOptions,
): Promise<ReplaceOutcome> {
  await lockApp(transaction, of.app);
  const before = await lockDraftState(transaction, of.app);
  if (isOutdated(match, before)) return { kind: "conflict", given: match };
  const draftBefore = await lockDraft(transaction, of.app);
  const missing = await missingProfiles(transaction, of.app, documents.connections);
  const saving: Saving = { ...of, transaction, before, faults: [...faults, ...missing] };
  const groups = await makeGroups(saving, documents.groups);
  await saveConnections(saving, withoutFault(documents.connections, missing));
  await saveFlows(saving, documents.flows);
  await saveRules(transaction, of.app, documents.rules, "any");
  if (saving.faults.length > 0) return { kind: "refused", faults: saving.faults };
  const draft = await lockDraft(transaction, of.app);
  const changes = changesBetween(of, draftBefore, draft);
  await recordChanges(saving, { changes, groups, deed });
  const { digest } = await readDraftState(transaction, of.app);
  const problems = await problemsOfDocuments(transaction, of.app, draft);
  return { kind: "replaced", digest, changes, groups, problems };
}

function isOutdated(match: string | null, before: DraftState): boolean {
  if (match !== null) return match !== "any" && match !== before.digest;
  return before.flows.size > 0 || before.connections.size > 0 || before.rulesVersion > 0;
}

function withoutFault(
  connections: CheckedDocuments["connections"],
  missing: readonly DocumentFault[],
) {
  const files = new Set(missing.map(({ file }) => file));
  return connections.filter(({ name }) => !files.has(`connections/${name}.json`));
}
