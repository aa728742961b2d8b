import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";

import { announceChange, type Database, type Id } from "../../database/index.ts";
import {
  dropOldVersions,
  type FlowRow,
  lockFlow,
  refuseUnknown,
  requireVersion,
} from "./flow-rows.ts";
import { problemsOfFlow } from "./problems-of-flow.ts";
import { conflictOf, type FlowConflict, type VersionMatch } from "./version-match.ts";

/** What came of publishing. */
export type PublishOutcome =
  | {
      readonly kind: "published";
      readonly version: number;
      readonly publishedAt: Date;
      /** Warnings only. */
      readonly problems: readonly FlowProblem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly FlowProblem[] }
  | FlowConflict;

/**
 * Makes the draft live, unless its checks find an error. What is live changes in one commit, and
 * the version that was checked is the one that becomes live.
 *
 * @throws AppsError `FLOW_UNKNOWN`.
 */
export async function publishFlow(
  database: Database,
  { app, name }: { readonly app: Id<"app">; readonly name: string },
  match: VersionMatch,
): Promise<PublishOutcome> {
  return database.query.transaction().execute(async (transaction) => {
    const row = (await lockFlow(transaction, app, name)) ?? refuseUnknown(name);
    if (typeof match === "number" && match !== row.version) return conflictOf(match, row.version);
    const { text } = await requireVersion(transaction, row.id, row.version);
    const problems = await problemsOfFlow(JSON.parse(text) as FlowDocument, {
      query: transaction,
      app,
      hasSigningSecret: row.sealed_signing_secret !== null,
    });
    if (problems.some(({ severity }) => severity === "error")) return { kind: "refused", problems };
    const publishedAt = await makeLive(transaction, row);
    return { kind: "published", version: row.version, publishedAt, problems };
  });
}

async function makeLive(transaction: Database["query"], row: FlowRow): Promise<Date> {
  if (row.live_version === row.version && row.published_at !== null) return row.published_at;
  const publishedAt = new Date();
  await transaction
    .updateTable("flows")
    .set({ live_version: row.version, published_at: publishedAt })
    .where("id", "=", row.id)
    .execute();
  await dropOldVersions(transaction, row.id, { draft: row.version, live: row.version });
  await announceChange(transaction);
  return publishedAt;
}
