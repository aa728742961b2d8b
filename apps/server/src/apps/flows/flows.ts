import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
import { type DataKeys, listConnectionServices } from "../../connections/index.ts";
import {
  announceChange,
  type Database,
  type Id,
  type VersionConflict,
  type VersionMatch,
} from "../../database/index.ts";
import { AppsError } from "../errors.ts";
import { type FlowLists, openFlowLists } from "./flow-lists.ts";
import {
  findFlow,
  findVersion,
  lockFlow,
  refuseUnknown,
  requireFlow,
  requireVersion,
  type StoredFlow,
  type VersionRow,
} from "./flow-rows.ts";
import { problemsOfFlow, viewOf } from "./problems-of-flow.ts";
import { type FlowToPublish, publishFlow, type PublishOutcome } from "./publish-flow.ts";
import { refuseDocument } from "./refuse-document.ts";
import { removeFlow } from "./remove-flow.ts";
import { type GivenFlow, saveFlow, type SaveOutcome } from "./save-flow.ts";
import { sealSigningSecret } from "./signing-secret.ts";

/** The flow that is meant. */
export interface FlowAddress {
  readonly app: Id<"app">;
  readonly name: string;
}

/** Who changes a flow, and which version of it. */
export interface ChangeBy {
  readonly match: VersionMatch;
  readonly deed: audit.Deed;
}

/** The flows of all apps. A conflict is an answer; what does not exist is an error. */
export interface Flows extends FlowLists {
  /** Makes a document the draft. @throws InputError. */
  save(address: FlowAddress, given: GivenFlow, by: ChangeBy): Promise<SaveOutcome>;
  /** @throws AppsError `FLOW_UNKNOWN`. */
  read(address: FlowAddress): Promise<StoredFlow>;
  /** @throws AppsError `FLOW_UNKNOWN`, `FLOW_VERSION_UNKNOWN`. */
  readVersion(address: FlowAddress, version: number): Promise<VersionRow>;
  /** Removes the draft; releases that have it stay, and its runs. @throws AppsError `FLOW_UNKNOWN`. */
  delete(address: FlowAddress, by: ChangeBy): Promise<{ kind: "deleted" } | VersionConflict>;
  /**
   * Every problem of a document, or of the draft where none is given.
   *
   * @throws InputError, AppsError `FLOW_UNKNOWN` when there is neither.
   */
  check(address: FlowAddress, document: FlowDocument | null): Promise<FlowProblem[]>;
  /** Makes the draft live, by a release. @throws AppsError `FLOW_UNKNOWN`. */
  publish(flow: FlowToPublish): Promise<PublishOutcome>;
  /** Sets the secret that callers sign with; null removes it. @throws AppsError `FLOW_UNKNOWN`. */
  setSigningSecret(address: FlowAddress, secret: string | null, deed: audit.Deed): Promise<void>;
}

/** What the store works with. */
interface Store {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

/** Opens the store of flows. */
export function openFlows(database: Database, dataKeys: DataKeys): Flows {
  const { query } = database;
  return {
    ...openFlowLists(query),
    save: (address, given, by) => save(database, address, given, by),
    read: (address) => read(database, address),
    async readVersion({ app, name }, version) {
      const row = await requireFlow(query, app, name);
      return (await findVersion(query, row.id, version)) ?? refuseUnkept(version);
    },
    delete: (address, by) => remove(database, address, by),
    check: (address, document) => check(database, address, document),
    publish: (flow) => publishFlow({ database, dataKeys }, flow),
    setSigningSecret: (address, secret, deed) =>
      setSigningSecret({ database, dataKeys }, address, secret, deed),
  };
}

async function save(
  { query }: Database,
  { app, name }: FlowAddress,
  given: GivenFlow,
  { match, deed }: ChangeBy,
): Promise<SaveOutcome> {
  return query.transaction().execute(async (transaction) => {
    const before = await lockFlow(transaction, app, name);
    const outcome = await saveFlow(transaction, { app, name }, given, match);
    if (outcome.kind === "conflict") return outcome;
    const { version } = outcome.flow.row;
    // Saving what is there already changes nothing.
    if (version === before?.version) return outcome;
    const entry = { app, action: "flow.saved", subject: name, details: { version } } as const;
    await audit.record(transaction, { ...deed, ...entry });
    return outcome;
  });
}

async function remove({ query }: Database, { app, name }: FlowAddress, { match, deed }: ChangeBy) {
  return query.transaction().execute(async (transaction) => {
    const outcome = await removeFlow(transaction, { app, name }, match);
    if (outcome.kind === "conflict") return outcome;
    const entry = { app, action: "flow.deleted", subject: name } as const;
    await audit.record(transaction, { ...deed, ...entry });
    return outcome;
  });
}

async function read(database: Database, { app, name }: FlowAddress): Promise<StoredFlow> {
  // Both rows as they were at one moment.
  return database.query
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction) => {
      const row = await requireFlow(transaction, app, name);
      return { row, draft: await requireVersion(transaction, row.id, row.version) };
    });
}

function refuseUnkept(version: number): never {
  throw new AppsError(
    "FLOW_VERSION_UNKNOWN",
    `The flow has no version ${version}, or keeps it no longer.`,
  );
}

async function check(
  database: Database,
  { app, name }: FlowAddress,
  document: FlowDocument | null,
): Promise<FlowProblem[]> {
  const { query } = database;
  if (document !== null) refuseDocument(name, document);
  const row = await findFlow(query, app, name);
  const checked = document ?? (await draftOf(database, { app, name }));
  const hasSigningSecret = row !== undefined && row.sealed_signing_secret !== null;
  const view = viewOf(await listConnectionServices(query, app));
  return problemsOfFlow(checked, { view, hasSigningSecret });
}

async function draftOf(database: Database, address: FlowAddress): Promise<FlowDocument> {
  const { draft } = await read(database, address);
  return JSON.parse(draft.text) as FlowDocument;
}

async function setSigningSecret(
  { database, dataKeys }: Store,
  { app, name }: FlowAddress,
  secret: string | null,
  deed: audit.Deed,
): Promise<void> {
  const contents = await dataKeys.openContents(app);
  await database.query.transaction().execute(async (transaction) => {
    const { id } = (await lockFlow(transaction, app, name)) ?? refuseUnknown(name);
    const sealed = secret === null ? null : sealSigningSecret(contents, { app, flow: id }, secret);
    await transaction
      .updateTable("flows")
      .set({ sealed_signing_secret: sealed })
      .where("id", "=", id)
      .execute();
    const entry = { app, action: "flow.secret-changed", subject: name } as const;
    const details = { isSet: secret !== null };
    await audit.record(transaction, { ...deed, ...entry, details });
    await announceChange(transaction);
  });
}
