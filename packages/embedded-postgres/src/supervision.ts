import { setTimeout as delay } from "node:timers/promises";

import { wasStartedWith } from "./processes.ts";

const watchMs = 250;
const looksPerUpkeep = 240;
const firstRetryMs = 100;
const lastRetryMs = 10_000;

/** What supervision needs from its owner, and tells it. */
export interface Supervised {
  /** The process to watch now. */
  pid(): number;
  readonly cluster: string;
  /** Called once per death, before the first try. */
  onDeath(): void;
  /** Brings a postmaster back; called again later when it throws. */
  revive(): Promise<void>;
  onFailure(error: unknown): void;
  /** Called about once a minute while all is well. */
  upkeep(): Promise<void>;
}

async function reviveUntilDone(supervised: Supervised, signal: AbortSignal): Promise<void> {
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, lastRetryMs)) {
    signal.throwIfAborted();
    try {
      return await supervised.revive();
    } catch (error) {
      supervised.onFailure(error);
    }
    await delay(waitMs, undefined, { signal, ref: false });
  }
}

async function watch(supervised: Supervised, signal: AbortSignal): Promise<void> {
  for (let look = 1; ; look += 1) {
    await delay(watchMs, undefined, { signal, ref: false });
    if (!wasStartedWith(supervised.pid(), supervised.cluster)) {
      supervised.onDeath();
      await reviveUntilDone(supervised, signal);
    } else if (look % looksPerUpkeep === 0) {
      await supervised.upkeep().catch((error: unknown) => supervised.onFailure(error));
    }
  }
}

/**
 * Looks every 250 ms whether the postmaster lives (an adopted one is no child of ours and tells
 * nobody when it ends) and has it brought back, until `signal`. Never keeps the process alive.
 */
export async function supervise(supervised: Supervised, signal: AbortSignal): Promise<void> {
  try {
    await watch(supervised, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
