import { createHash } from "node:crypto";

import type { FlowDocument, FlowProblem } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
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
import { groupNames } from "../rules/group-names.ts";
import { problemsOfRules } from "../rules/problems-of-rules.ts";
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
  readonly deed: audit.Deed;
}

/**
 * Makes a release of what is live and this flow's draft, unless the flow's checks find an error.
 * What is live changes in one commit, and the version that was checked is the one that becomes live.
 *
 * @throws AppsError `FLOW_UNKNOWN`.
 */
export async function publishFlow(
  { database, dataKeys }: PublishParts,
  { app, name, match, deed }: FlowToPublish,
): Promise<PublishOutcome> {
  const contents = await dataKeys.openContents(app);
  return database.query.transaction().execute(async (transaction) => {
    const { last_release: last, live_release: live } = await lockApp(transaction, app);
    const row = (await lockFlow(transaction, app, name)) ?? refuseUnknown(name);
    const { version, live_version: liveVersion, published_at: wentLiveAt } = row;
    if (typeof match === "number" && match !== version) return conflictOf(match, version);
    const { kind, text } = await requireVersion(transaction, row.id, version);
    const before = await readReleased(transaction, app, live);
    const documents = withFlow(before, draftOf(row, kind, text), {
      connections: await draftConnections(transaction, app),
      rules: await draftRules(transaction, app),
    });
    const groups = await groupNames(transaction, app);
    const problems = problemsIn(documents, { row, text, groups });
    if (problems.some(({ severity }) => severity === "error")) return { kind: "refused", problems };
    const changes = changesBetween({ app, contents }, before, documents);
    const since = liveVersion === version ? wentLiveAt : null;
    if (changes.length === 0 && live !== null && since !== null) {
      return { kind: "published", version, publishedAt: since, release: live, problems };
    }
    const number = last + 1;
    const note = `Flow ${name}`;
    const release = { app, number, note, author: deed.actor.name, documents, changes };
    const createdAt = await writeRelease(transaction, release);
    const details = { version, release: number };
    const entry = { ...deed, app, action: "flow.published", subject: name, details } as const;
    await audit.record(transaction, entry);
    return {
      kind: "published",
      version,
      publishedAt: since ?? createdAt,
      release: number,
      problems,
    };
  });
}

function draftOf(row: FlowRow, kind: ReleasedFlow["kind"], text: string): ReleasedFlow {
  const digest = createHash("md5").update(text).digest("hex");
  const { name, id: flow, version } = row;
  return { name, flow, kind, version, publishedAt: null, digest };
}

/** What is wrong with the flow, and with the rule of its Web Hook. */
function problemsIn(
  { connections, rules }: ReleaseDocuments,
  of: {
    readonly row: FlowRow;
    readonly text: string;
    readonly groups: ReadonlySet<string>;
  },
): FlowProblem[] {
  const { row, text, groups } = of;
  const problems = problemsOfFlow(JSON.parse(text) as FlowDocument, {
    view: viewOf(connections.map(connectionService)),
    hasSigningSecret: row.sealed_signing_secret !== null,
  });
  const hooks = Object.entries(rules.hooks ?? {}).filter(([name]) => name === row.name);
  const names = new Set([row.name]);
  const ofRule = problemsOfRules(
    { hooks: Object.fromEntries(hooks) },
    { groups, connections: [], hooks: names, pages: names },
  );
  return [...problems, ...ofRule.map((problem) => ({ ...problem, path: `rules.${problem.path}` }))];
}
