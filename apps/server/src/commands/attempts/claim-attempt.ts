import { setTimeout as pause } from "node:timers/promises";

import type { AttemptTimes } from "../../config/config.ts";
import { type Batcher, type Id, isDatabaseAway, isUniqueViolation } from "../../database/index.ts";
import { CommandError } from "../errors.ts";
import { attemptPending, databaseAway, keyReused } from "../reports.ts";
import type { AttemptClaim, FoundAttempt, NewAttempt, Settlement } from "./attempt-row.ts";
import type { AttemptStatements, AttemptWrite } from "./attempt-statements.ts";

const firstLookMs = 20;
const longestLookMs = 500;
const askAgainMs = 2000;

/** The attempt is ours to carry out, or somebody else is at it, or it has an answer already. */
export type ClaimOutcome =
  | { readonly kind: "ours"; readonly claim: AttemptClaim }
  | { readonly kind: "pending" }
  | { readonly kind: "settled"; readonly found: FoundAttempt };

/** What claiming works with. */
export interface ClaimWork {
  readonly attempt: NewAttempt;
  readonly writes: Batcher<AttemptWrite, boolean>;
  readonly statements: AttemptStatements;
  readonly times: AttemptTimes;
  /** Settles later, as soon as that is possible, what may have been stored. */
  abandon(settlement: Settlement): void;
}

/** Does what `Attempts.claim` says. */
export async function claimAttempt(work: ClaimWork): Promise<ClaimOutcome> {
  const { attempt, statements, times } = work;
  for (;;) {
    // Counted from before the commit, so our right to send ends before the lease in the database.
    const began = performance.now();
    if (await insert(work)) return ours(attempt, attempt.id, 1, began, times);
    const found = await reachingFor(() => statements.find(attempt.key));
    if (found === null) continue;
    if (!sameBytes(found.digest, attempt.digest)) throw new CommandError(keyReused);
    if (found.state === "stored") return { kind: "pending" };
    if (found.state !== "not-done" || !found.retryable) return { kind: "settled", found };
    const beganAgain = performance.now();
    if (await reclaim(work, found)) {
      return ours(attempt, found.id, found.tries + 1, beganAgain, times);
    }
  }
}

/** Does what `Attempts.waitForOther` says. */
export async function waitForOther(
  statements: AttemptStatements,
  attempt: NewAttempt,
  giveUpAt: number,
): Promise<void> {
  for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 2, longestLookMs)) {
    const found = await reachingFor(() => statements.find(attempt.key));
    if (found?.state !== "stored") return;
    if (found.isOverdue) {
      await reachingFor(() => statements.markOverdue(attempt.key.app, found));
      return;
    }
    if (performance.now() + lookMs > giveUpAt) {
      const overdueInMs = Math.min(Math.max(found.overdueInMs, 1000), 60_000);
      throw new CommandError(attemptPending, overdueInMs);
    }
    await pause(lookMs);
  }
}

/** Does what `Attempts.recall` says. */
export async function recallAttempt(
  statements: AttemptStatements,
  attempt: NewAttempt,
): Promise<FoundAttempt | null> {
  const found = await reachingFor(() => statements.find(attempt.key));
  if (found === null) return null;
  if (!sameBytes(found.digest, attempt.digest)) throw new CommandError(keyReused);
  const isOpen = found.state === "stored" || (found.state === "not-done" && found.retryable);
  return isOpen ? null : found;
}

async function insert(work: ClaimWork): Promise<boolean> {
  try {
    return await work.writes.add({ kind: "insert", attempt: work.attempt });
  } catch (error) {
    if (isUniqueViolation(error)) return insertAlone(work);
    // The commit may have happened all the same: what was stored is to say that nothing was sent.
    work.abandon(abandoned(work.attempt.key.app, work.attempt.id, 1));
    if (isDatabaseAway(error)) throw new CommandError(databaseAway, askAgainMs, error);
    throw error;
  }
}

async function reclaim(work: ClaimWork, found: FoundAttempt): Promise<boolean> {
  const { app } = work.attempt.key;
  try {
    return await reachingFor(() => work.statements.reclaim(app, found));
  } catch (error) {
    // As above: it may have become ours, and then nothing was sent under this try.
    work.abandon(abandoned(app, found.id, found.tries + 1));
    throw error;
  }
}

/** A batch broke over the SID of another attempt, so that nothing of it was stored. */
async function insertAlone(work: ClaimWork): Promise<boolean> {
  const [stored] = await reachingFor(() =>
    work.statements.write([{ kind: "insert", attempt: work.attempt }]),
  );
  return stored === true;
}

function abandoned(app: Id<"app">, id: Id<"att">, tries: number): Settlement {
  return {
    claim: { app, id, tries, mayWrite: () => false },
    state: "not-done",
    account: null,
    sid: null,
    sealedResult: null,
    retryable: true,
    errorCode: databaseAway.code,
    twilioCode: null,
  };
}

function ours(
  attempt: NewAttempt,
  id: Id<"att">,
  tries: number,
  began: number,
  times: AttemptTimes,
): ClaimOutcome {
  const mayWrite = () => performance.now() < began + times.leaseMs;
  return { kind: "ours", claim: { app: attempt.key.app, id, tries, mayWrite } };
}

async function reachingFor<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (isDatabaseAway(error)) throw new CommandError(databaseAway, askAgainMs, error);
    throw error;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
