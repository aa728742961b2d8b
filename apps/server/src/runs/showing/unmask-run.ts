import type { RunDetail } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { findRun, type RunReaderParts, showRun } from "./read-run.ts";

/** Which run's contents are wanted. */
export interface UnmaskRequest {
  readonly app: Id<"app">;
  readonly run: string;
  /** Commits to the audit that somebody looks. */
  readonly record: () => Promise<void>;
}

/** A run with its contents. Null when there is none; otherwise the look is committed to the audit before the contents are given out. */
export async function unmaskRun(
  database: Database,
  parts: RunReaderParts,
  { app, run, record }: UnmaskRequest,
): Promise<RunDetail | null> {
  const found = await findRun(parts, app, run);
  if (found === null) return null;
  const detail = await showRun(database.pool, app, found, null);
  await record();
  return detail;
}
