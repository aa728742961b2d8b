import { setTimeout as pause } from "node:timers/promises";

import { type Batcher, isDatabaseAway, isUniqueViolation } from "../../database/index.ts";
import type { Settlement } from "./attempt-row.ts";
import type { AttemptStatements, AttemptWrite } from "./attempt-statements.ts";

const settleAgainMs = 100;

/**
 * Stores a settlement, again and again while the database is away. @returns False when the attempt
 * was no longer ours, or has a SID that another one has.
 */
export async function settleUntilStored(
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
