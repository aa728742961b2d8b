import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

import type { AttemptTimes } from "../../config/config.ts";
import {
  type Batcher,
  createBatcher,
  type Id,
  isDatabaseAway,
  isUniqueViolation,
} from "../../database/index.ts";
import { CommandError } from "../errors.ts";
import { attemptPending, databaseAway, keyReused } from "../reports.ts";
import type { AttemptClaim, FoundAttempt, NewAttempt, Settlement } from "./attempt-row.ts";
import {
  type AttemptStatements,
  attemptStatements,
  type AttemptWrite,
} from "./attempt-statements.ts";

/** The attempt is ours to carry out, or somebody else is at it, or it has an answer already. */
export type ClaimOutcome =
  | { readonly kind: "ours"; readonly claim: AttemptClaim }
  | { readonly kind: "pending" }
  | { readonly kind: "settled"; readonly found: FoundAttempt };

/**
 * Attempts, so that nothing is sent twice: claim one, send, settle it. A claim is committed before
 * it is given out, and a settlement before it is reported.
 */
export interface Attempts extends AsyncDisposable {
  /**
   * Claims an attempt.
   *
   * @throws CommandError `IDEMPOTENCY_KEY_REUSED`, `DATABASE_AWAY`.
   */
  claim(attempt: NewAttempt): Promise<ClaimOutcome>;
  /**
   * Waits until an equal attempt is no longer under way: then it is worth claiming again. To be
   * called without a slot, so that others go on meanwhile.
   *
   * @param giveUpAt By `performance.now()`.
   * @throws CommandError `ATTEMPT_PENDING` when it takes longer, `DATABASE_AWAY`.
   */
  waitForOther(attempt: NewAttempt, giveUpAt: number): Promise<void>;
  /**
   * The settled attempt under the same key; null when there is none, or it may still be carried out.
   *
   * @throws CommandError `IDEMPOTENCY_KEY_REUSED`, `DATABASE_AWAY`.
   */
  recall(attempt: NewAttempt): Promise<FoundAttempt | null>;
  /**
   * Stores what became of a claim; while the database is away it is tried again and again.
   *
   * @returns False when the attempt was no longer ours.
   */
  settle(settlement: Settlement): Promise<boolean>;
}

const batchMaxItems = 500;
/** Measured against one and four: two keep the database busy and the batches large. */
const batchesInFlight = 2;
const firstLookMs = 20;
const longestLookMs = 500;
const settleAgainMs = 100;
const shutdownWaitMs = 5000;

/** Opens the attempts of a server, which owns what it claims under its id. */
export function openAttempts(pool: pg.Pool, owner: Id<"srv">, times: AttemptTimes): Attempts {
  const statements = attemptStatements(pool, owner, {
    leaseMs: times.leaseMs,
    overdueAfterMs: times.requestTimeoutMs + times.marginMs,
  });
  const writes = createBatcher<AttemptWrite, boolean>({
    write: (items) => statements.write(items),
    maxItems: batchMaxItems,
    maxInFlight: batchesInFlight,
  });
  const stopping = new AbortController();
  const underWay = new Set<Promise<boolean>>();

  const settle = (settlement: Settlement) => {
    const settled = settleUntilStored(writes, statements, settlement, stopping.signal);
    underWay.add(settled);
    const done = () => void underWay.delete(settled);
    settled.then(done, done);
    return settled;
  };
  return {
    claim: (attempt) =>
      claim({ attempt, writes, statements, times, abandon: (lost) => void settle(lost) }),
    waitForOther: (attempt, giveUpAt) => waitForOther(statements, attempt, giveUpAt),
    recall: (attempt) => recall(statements, attempt),
    settle,
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      await Promise.race([Promise.allSettled(underWay), limit]);
      stopping.abort();
    },
  };
}

interface ClaimWork {
  readonly attempt: NewAttempt;
  readonly writes: Batcher<AttemptWrite, boolean>;
  readonly statements: AttemptStatements;
  readonly times: AttemptTimes;
  abandon(settlement: Settlement): void;
}

async function claim(work: ClaimWork): Promise<ClaimOutcome> {
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

async function waitForOther(
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
      const askAgainMs = Math.min(Math.max(found.overdueInMs, 1000), 60_000);
      throw new CommandError(attemptPending, askAgainMs);
    }
    await pause(lookMs);
  }
}

async function recall(
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
    if (isDatabaseAway(error)) throw new CommandError(databaseAway, 2000, error);
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
    if (isDatabaseAway(error)) throw new CommandError(databaseAway, 2000, error);
    throw error;
  }
}

async function settleUntilStored(
  writes: Batcher<AttemptWrite, boolean>,
  statements: AttemptStatements,
  settlement: Settlement,
  stopping: AbortSignal,
): Promise<boolean> {
  for (;;) {
    try {
      return await writes.add({ kind: "settle", settled: settlement });
    } catch (error) {
      if (isUniqueViolation(error)) return settleAlone(statements, settlement);
      if (!isDatabaseAway(error) || stopping.aborted) throw error;
      await pause(settleAgainMs, undefined, { signal: stopping, ref: false });
    }
  }
}

/** A batch broke over one row's SID: each settlement goes alone, and that one stays unknown. */
async function settleAlone(statements: AttemptStatements, settled: Settlement): Promise<boolean> {
  try {
    const [done] = await statements.write([{ kind: "settle", settled }]);
    return done === true;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const lost = {
      state: "unknown",
      sid: null,
      sealedResult: null,
      errorCode: "SID_TAKEN",
    } as const;
    await statements.write([{ kind: "settle", settled: { ...settled, ...lost } }]);
    return false;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
