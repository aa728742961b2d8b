import type { Documents, ReplacedDocuments } from "@trunkline/api-contract";

import type { ApiClient } from "../../api/api-client.ts";
import { appPath } from "../../api/paths.ts";
import { type ApiAnswer, readAnswer } from "../../api/read-answer.ts";
import { CliError, usageError } from "../../errors.ts";

/** The option that says which documents of an app are meant. */
export interface SourceOption {
  readonly source: string;
}

/** The documents of an app, and the ETag of the draft that they are. */
export interface ReadDocuments {
  readonly documents: Documents;
  readonly etag: string | undefined;
}

/** How documents replace a draft. */
export interface Replacement {
  readonly app: string;
  /** The documents as JSON text. */
  readonly bodyText: string;
  /** The draft that they are to replace; undefined for one that is empty. */
  readonly etag: string | undefined;
  /** True to have everything checked and nothing changed. */
  readonly dryRun: boolean;
}

/** A whole app takes longer than one document. */
const timeoutMs = 180_000;

/** @throws CliError `USAGE_WRONG` when it is neither draft, live nor a release's number. */
export function checkSource(source: string): string {
  if (/^(?:draft|live|[1-9]\d{0,8})$/.test(source)) return source;
  throw usageError("--source takes draft, live, or the number of a release.");
}

/** Reads every document of an app. */
export async function readDocuments(
  api: ApiClient,
  app: string,
  source: string,
): Promise<ReadDocuments> {
  const answer = await api.exchange({
    method: "GET",
    path: `${appPath(app)}/documents`,
    query: { source },
    changes: false,
    timeoutMs,
  });
  const { value } = readAnswer<Documents>({ url: api.url, changes: false }, answer);
  return { documents: value, etag: answer.headers.get("etag") ?? undefined };
}

/** The documents of the live release; of an app that has none, no documents. */
export async function readLiveDocuments(api: ApiClient, app: string): Promise<Documents> {
  try {
    return (await readDocuments(api, app, "live")).documents;
  } catch (error) {
    if (!(error instanceof CliError) || error.report.code !== "RELEASE_UNKNOWN") throw error;
    return { app, release: null, groups: [], rules: {}, connections: [], flows: [] };
  }
}

/** What replacing a draft gave, and the ETag of the draft that is there now; none of a dry run. */
export interface ReplacedDraft extends ApiAnswer<ReplacedDocuments> {
  readonly etag: string | undefined;
}

/** Replaces an app's draft. */
export async function replaceDocuments(
  api: ApiClient,
  { app, bodyText, etag, dryRun }: Replacement,
): Promise<ReplacedDraft> {
  const changes = !dryRun;
  const answer = await api.exchange({
    method: "PUT",
    path: `${appPath(app)}/documents`,
    query: { dryRun: String(dryRun) },
    bodyText,
    ifMatch: etag,
    changes,
    timeoutMs,
  });
  const read = readAnswer<ReplacedDocuments>({ url: api.url, changes }, answer);
  return { ...read, etag: answer.headers.get("etag") ?? undefined };
}
