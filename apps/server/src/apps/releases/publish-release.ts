import type { ReleaseChange, ReleaseProblem } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
import type { DataKeys } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { readDraftState } from "../documents/draft-state.ts";
import { lockApp } from "../lock-app.ts";
import { changesBetween } from "./changes.ts";
import { problemsOfDocuments } from "./problems-of-documents.ts";
import { lockDraft, readReleased } from "./read-documents.ts";
import type { ReleaseDocuments } from "./release-documents.ts";
import { writeRelease } from "./write-release.ts";

/** What came of publishing an app. */
export type ReleaseOutcome =
  | {
      readonly kind: "published";
      readonly number: number;
      readonly createdAt: Date;
      readonly changes: readonly ReleaseChange[];
      /** Warnings only. */
      readonly problems: readonly ReleaseProblem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly ReleaseProblem[] }
  /** The draft is what is live; null where nothing is live and the draft is empty. */
  | { readonly kind: "unchanged"; readonly live: number | null }
  /** The draft is not the one that was meant. */
  | { readonly kind: "conflict" };

/** What releases work with. */
export interface ReleaseParts {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

/** Which app is to be published, by whom. */
export interface AppToPublish {
  readonly app: Id<"app">;
  readonly note: string;
  /** The digest of the draft that is meant; null for whatever it is. */
  readonly draft: string | null;
  readonly deed: audit.Deed;
}

/**
 * Makes the whole draft the next release and live, unless its checks find an error. Everything is
 * one transaction: the release is there wholly, or not at all. Of two at once the second is compared
 * with what the first has made live.
 */
export async function publishRelease(
  { database, dataKeys }: ReleaseParts,
  { app, note, draft: meant, deed }: AppToPublish,
): Promise<ReleaseOutcome> {
  const contents = await dataKeys.openContents(app);
  return database.query.transaction().execute(async (transaction) => {
    const { last_release: last, live_release: live } = await lockApp(transaction, app);
    const draft = await lockDraft(transaction, app);
    if (meant !== null && (await readDraftState(transaction, app)).digest !== meant) {
      return { kind: "conflict" };
    }
    const before = await readReleased(transaction, app, live);
    const changes = changesBetween({ app, contents }, before, draft);
    if (changes.length === 0) return { kind: "unchanged", live };
    const problems = await problemsOfDocuments(transaction, app, draft);
    if (problems.some(({ severity }) => severity === "error")) return { kind: "refused", problems };
    const documents = withTimes(draft, before);
    const number = last + 1;
    const author = deed.actor.name;
    const release = { app, number, note, author, documents, changes };
    const createdAt = await writeRelease(transaction, release);
    await audit.record(transaction, {
      ...deed,
      app,
      action: "release.published",
      subject: String(number),
      details: { changes: changes.length },
    });
    return { kind: "published", number, createdAt, changes, problems };
  });
}

/** A version that is live already went live when it did. */
function withTimes(draft: ReleaseDocuments, before: ReleaseDocuments): ReleaseDocuments {
  const live = new Map(before.flows.map((flow) => [flow.flow, flow]));
  const flows = draft.flows.map((flow) => {
    const was = live.get(flow.flow);
    return was?.version === flow.version ? was : flow;
  });
  return { ...draft, flows };
}
