import { createHash } from "node:crypto";

import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";

import { connectionService, type DataKeys } from "../../connections/index.ts";
import {
  type Database,
  type Id,
  conflictOf,
  type VersionConflict,
  type VersionMatch,
} from "../../database/index.ts";
import { lockApp } from "../lock-app.ts";
import { changesBetween } from "../releases/changes.ts";
import { draftConnections, draftRules, readReleased } from "../releases/read-documents.ts";
import type { ReleaseDocuments, ReleasedFlow } from "../releases/release-documents.ts";
import { withFlow } from "../releases/with-flow.ts";
import { writeRelease } from "../releases/write-release.ts";
import { type FlowRow, lockFlow, refuseUnknown, requireVersion } from "./flow-rows.ts";
import { problemsOfFlow, viewOf } from "./problems-of-flow.ts";

/** What came of publishing a flow. */
export type PublishOutcome =
  | {
      readonly kind: "published";
      readonly version: number;
      readonly publishedAt: Date;
      /** The release that is live now. */
      readonly release: number;
      /** Warnings only. */
      readonly problems: readonly FlowProblem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly FlowProblem[] }
  | VersionConflict;

/** What publishing works with. */
export interface PublishParts {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

/** Which flow is to be published, by whom. */
export interface FlowToPublish {
  readonly app: Id<"app">;
  readonly name: string;
  readonly match: VersionMatch;
  readonly author: string;
}

/**
 * Makes a release of what is live and this flow's draft, unless the flow's checks find an error.
 * What is live changes in one commit, and the version that was checked is the one that becomes live.
 *
 * @throws AppsError `FLOW_UNKNOWN`.
 */
export async function publishFlow(
  { database, dataKeys }: PublishParts,
  { app, name, match, author }: FlowToPublish,
): Promise<PublishOutcome> {
  const contents = await dataKeys.openContents(app);
  return database.query.transaction().execute(async (transaction) => {
    const { last_release: last, live_release: live } = await lockApp(transaction, app);
    const row = (await lockFlow(transaction, app, name)) ?? refuseUnknown(name);
    if (typeof match === "number" && match !== row.version) return conflictOf(match, row.version);
    const { kind, text } = await requireVersion(transaction, row.id, row.version);
    const before = await readReleased(transaction, app, live);
    const documents = withFlow(before, draftOf(row, kind, text), {
      connections: await draftConnections(transaction, app),
      rules: await draftRules(transaction, app),
    });
    const problems = problemsIn(documents, row, text);
    if (problems.some(({ severity }) => severity === "error")) return { kind: "refused", problems };
    const changes = changesBetween({ app, contents }, before, documents);
    const published = { kind: "published", version: row.version, problems } as const;
    if (changes.length === 0 && live !== null && row.published_at !== null) {
      return { ...published, publishedAt: row.published_at, release: live };
    }
    const number = last + 1;
    const release = { app, number, note: `Flow ${name}`, author, documents, changes };
    const publishedAt = await writeRelease(transaction, release);
    return { ...published, publishedAt, release: number };
  });
}

function draftOf(row: FlowRow, kind: ReleasedFlow["kind"], text: string): ReleasedFlow {
  const digest = createHash("md5").update(text).digest("hex");
  const { name, id: flow, version } = row;
  return { name, flow, kind, version, publishedAt: null, digest };
}

function problemsIn({ connections }: ReleaseDocuments, row: FlowRow, text: string): FlowProblem[] {
  return problemsOfFlow(JSON.parse(text) as FlowDocument, {
    view: viewOf(connections.map(connectionService)),
    hasSigningSecret: row.sealed_signing_secret !== null,
  });
}
