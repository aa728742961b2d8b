import {
  compactDocument,
  type ConnectionDocument,
  type DocumentFault,
} from "@trunkline/api-contract";
import { InputError } from "@trunkline/service-kit";

import { ConnectionsError, removeConnection, saveConnection } from "../../connections/index.ts";
import type { Database } from "../../database/index.ts";
import { requireVersion } from "../flows/flow-rows.ts";
import { removeFlow } from "../flows/remove-flow.ts";
import { saveFlow } from "../flows/save-flow.ts";
import { type CheckedDocuments, faultOf, type FlowToSave } from "./check-documents.ts";
import type { DocumentState, DraftState } from "./draft-state.ts";
import type { AppContents } from "./read-app-documents.ts";

type Query = Database["query"];

/** Where documents are saved, what was there before, and what is wrong with them. */
export interface Saving extends AppContents {
  readonly transaction: Query;
  readonly before: DraftState;
  readonly faults: DocumentFault[];
}

/** A new document of the same name came while the draft was being replaced; what is there is locked. */
export class DraftChanged extends Error {
  override readonly name = "DraftChanged";
}

/** Makes connections the draft's; what else it has is removed. */
export async function saveConnections(
  saving: Saving,
  given: CheckedDocuments["connections"],
): Promise<void> {
  const { transaction, before } = saving;
  for (const document of given) {
    await orFault(saving, `connections/${document.name}.json`, () => saveOne(saving, document));
  }
  for (const name of missingIn(given, before.connections)) {
    await removeConnection(transaction, saving, name, "any");
  }
}

async function saveOne(saving: Saving, document: ConnectionDocument): Promise<void> {
  const { name, service, profile, settings = {} } = document;
  const match = saving.before.connections.has(name) ? "any" : null;
  const given = { name, service, profile, settings };
  const outcome = await saveConnection(saving.transaction, saving, given, match);
  if (outcome.kind === "conflict") throw new DraftChanged();
}

/** Makes flows the draft's; those that it has beside them are removed. */
export async function saveFlows(saving: Saving, given: CheckedDocuments["flows"]): Promise<void> {
  const { transaction, app, before } = saving;
  for (const flow of given) {
    await orFault(saving, `flows/${flow.document.name}.json`, () => saveFlowDraft(saving, flow));
  }
  const documents = given.map(({ document }) => document);
  for (const name of missingIn(documents, before.flows)) {
    await removeFlow(transaction, { app, name }, "any");
  }
}

async function saveFlowDraft(saving: Saving, { document, text }: FlowToSave): Promise<void> {
  const { transaction, app, before } = saving;
  const { name } = document;
  const was = before.flows.get(name);
  // A flow that somebody saved in another layout is still the same flow.
  if (was !== undefined && (await storedForm(transaction, was)) === text) return;
  const match = was === undefined ? null : "any";
  const outcome = await saveFlow(transaction, { app, name }, { document, text }, match);
  if (outcome.kind === "conflict") throw new DraftChanged();
}

async function storedForm(
  transaction: Query,
  { id, version }: DocumentState<"flow">,
): Promise<string> {
  const { text } = await requireVersion(transaction, id, version);
  return compactDocument({ settings: {}, ...(JSON.parse(text) as object) });
}

function missingIn(
  given: readonly { readonly name: string }[],
  before: ReadonlyMap<string, unknown>,
): string[] {
  const kept = new Set(given.map(({ name }) => name));
  return [...before.keys()].filter((name) => !kept.has(name));
}

/** What the stores refuse in a document becomes a fault of its file, so that all are told at once. */
async function orFault({ faults }: Saving, file: string, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (error instanceof InputError) {
      // The store of connections names places in their settings.
      const before = file.startsWith("connections/") ? "settings." : "";
      const placed = error.problems.map((one) => ({ ...one, path: `${before}${one.path}` }));
      faults.push(...placed.map((problem) => faultOf(file, problem)));
    } else if (error instanceof ConnectionsError) {
      const { code, message, hint } = error;
      faults.push(faultOf(file, { path: pathOf(code), code, message, hint }));
    } else throw error;
  }
}

function pathOf(code: ConnectionsError["code"]): string {
  return code === "SERVICE_UNKNOWN" ? "service" : "profile";
}
