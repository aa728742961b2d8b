import type { RunDetail } from "@trunkline/api-contract";

import { type Database, type Id, newId } from "../../database/index.ts";
import { findRun, type RunReaderParts, showRun } from "./read-run.ts";

/** Who wants to see a run's contents, and from where. */
export interface UnmaskRequest {
  readonly app: Id<"app">;
  readonly run: string;
  readonly actor: string;
  readonly origin: string | null;
}

/** A run with its contents. Null when there is none; otherwise the look is committed to the audit before the contents are given out. */
export async function unmaskRun(
  database: Database,
  parts: RunReaderParts,
  { app, run, actor, origin }: UnmaskRequest,
): Promise<RunDetail | null> {
  const found = await findRun(parts, app, run);
  if (found === null) return null;
  const detail = await showRun(database.pool, app, found, null);
  const entry = {
    id: newId("aud"),
    app_id: app,
    actor,
    action: "run.unmasked",
    subject: run,
    origin,
  };
  await database.query.insertInto("audit_entries").values(entry).execute();
  return detail;
}
