import pLimit, { type LimitFunction } from "p-limit";

import { CommandError } from "./errors.ts";
import { accountBusy } from "./reports.ts";

/** How many requests of each account are in flight at once. */
export interface AccountLimits {
  /**
   * Waits for a slot of the account and holds it while `work` runs.
   *
   * @param maxInFlight The connection's own setting.
   * @throws CommandError `SERVICE_LIMITED` when none comes free in time; `work` has not begun.
   */
  holdingSlot<Value>(
    account: string,
    maxInFlight: number,
    work: () => Promise<Value>,
  ): Promise<Value>;
  /** The account was told to slow down: half as many at once for a while, then slowly more. */
  slowDown(account: string): void;
}

interface AccountState {
  readonly limit: LimitFunction;
  /** What the settings allow. */
  most: number;
  recovering: NodeJS.Timeout | null;
}

const recoverStepMs = 5000;
const retryAfterMs = 5000;

/**
 * Opens the limits; all start at what the settings allow.
 *
 * @param waitMs For how long a slot is waited for, in milliseconds.
 */
export function openAccountLimits(waitMs: number): AccountLimits {
  const accounts = new Map<string, AccountState>();
  const stateOf = (account: string, maxInFlight: number) => {
    let state = accounts.get(account);
    if (state === undefined) {
      state = { limit: pLimit(maxInFlight), most: maxInFlight, recovering: null };
      accounts.set(account, state);
    } else if (state.most !== maxInFlight) {
      state.most = maxInFlight;
      if (state.recovering === null) state.limit.concurrency = maxInFlight;
    }
    return state;
  };
  return {
    holdingSlot(account, maxInFlight, work) {
      const { limit } = stateOf(account, maxInFlight);
      if (limit.activeCount < limit.concurrency && limit.pendingCount === 0) return limit(work);
      return waitForSlot(limit, waitMs, work);
    },
    slowDown(account) {
      const state = accounts.get(account);
      if (state === undefined) return;
      state.limit.concurrency = Math.max(1, Math.floor(state.limit.concurrency / 2));
      if (state.recovering === null) recover(state);
    },
  };
}

function waitForSlot<Value>(
  limit: LimitFunction,
  waitMs: number,
  work: () => Promise<Value>,
): Promise<Value> {
  let givenUp = false;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      givenUp = true;
      reject(new CommandError(accountBusy, retryAfterMs));
    }, waitMs);
    void limit(async () => {
      clearTimeout(timer);
      if (!givenUp) await work().then(resolve, reject);
    });
  });
}

function recover(state: AccountState): void {
  state.recovering = setTimeout(() => {
    state.limit.concurrency = Math.min(state.most, state.limit.concurrency * 2);
    state.recovering = null;
    if (state.limit.concurrency < state.most) recover(state);
  }, recoverStepMs);
  state.recovering.unref();
}
