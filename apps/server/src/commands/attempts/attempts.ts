import { setTimeout as pause } from "node:timers/promises";

import type { AttemptTimes } from "../../config/config.ts";
import { createBatcher, type Database, type Id } from "../../database/index.ts";
import type { FoundAttempt, NewAttempt, Settlement } from "./attempt-row.ts";
import { attemptStatements, type AttemptWrite } from "./attempt-statements.ts";
import type { BesideTable } from "./beside-rows.ts";
import { claimAttempt, type ClaimOutcome, recallAttempt, waitForOther } from "./claim-attempt.ts";
import { settleUntilStored } from "./settle-attempt.ts";

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
/** Two keep the database busy while the next batch fills; see docs/decisions/0004. */
const batchesInFlight = 2;
const shutdownWaitMs = 5000;

/**
 * Opens the attempts of a server, which owns what it claims under its id.
 *
 * @param beside How rows of others are written together with attempts; null when there are none.
 */
export function openAttempts(
  database: Database,
  owner: Id<"srv">,
  times: AttemptTimes,
  beside: BesideTable | null = null,
): Attempts {
  const leaseTimes = {
    leaseMs: times.leaseMs,
    overdueAfterMs: times.requestTimeoutMs + times.marginMs,
  };
  const statements = attemptStatements(database, owner, leaseTimes, beside);
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
      claimAttempt({ attempt, writes, statements, times, abandon: (lost) => void settle(lost) }),
    waitForOther: (attempt, giveUpAt) => waitForOther(statements, attempt, giveUpAt),
    recall: (attempt) => recallAttempt(statements, attempt),
    settle,
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      await Promise.race([Promise.allSettled(underWay), limit]);
      stopping.abort();
    },
  };
}
