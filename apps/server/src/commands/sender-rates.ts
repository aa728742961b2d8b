import { setTimeout as pause } from "node:timers/promises";

import { CommandError } from "./errors.ts";
import { accountBusy } from "./reports.ts";

/** How fast each sender may be fed, such as in message segments a second. */
export interface SenderRates {
  /**
   * Waits until the sender has room for so many units, and takes it.
   *
   * @throws CommandError `SERVICE_LIMITED` when that would take too long; nothing is taken then.
   */
  waitFor(sender: string, share: RateShare): Promise<void>;
}

/** A share of a sender's rate. */
export interface RateShare {
  readonly units: number;
  readonly unitsPerSecond: number;
}

const forgetAbove = 10_000;

/**
 * Opens the rates of this server. Each sender's units follow one another evenly: the first goes
 * at once, the next when the first has used up its time.
 *
 * @param waitMs For how long room is waited for, in milliseconds.
 */
export function openSenderRates(waitMs: number): SenderRates {
  /** By sender, when it is free again, on the process's monotonic clock. */
  const freeAt = new Map<string, number>();
  return {
    async waitFor(sender, { units, unitsPerSecond }) {
      const now = performance.now();
      const startAt = Math.max(now, freeAt.get(sender) ?? 0);
      if (startAt - now > waitMs) throw new CommandError(accountBusy, startAt - now);
      freeAt.set(sender, startAt + (units / unitsPerSecond) * 1000);
      if (freeAt.size > forgetAbove) forgetFree(freeAt, now);
      if (startAt > now) await pause(startAt - now);
    },
  };
}

function forgetFree(freeAt: Map<string, number>, now: number): void {
  for (const [sender, at] of freeAt) if (at <= now) freeAt.delete(sender);
}
