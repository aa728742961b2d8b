import { type DataKey, keyedHash } from "@trunkline/vault";

/** A run's clock: it stands still but for the ends of recorded steps, so a replay decides alike. */
export interface RunClock {
  now(): number;
  /** Moves it to the end of a step; it never goes back. */
  moveTo(ms: number): void;
}

/** A clock that stands at a run's start. */
export function runClock(startedAt: Date): RunClock {
  let at = startedAt.getTime();
  return {
    now: () => at,
    moveTo(ms) {
      at = Math.max(at, ms);
    },
  };
}

const numbersInHash = 8;

/**
 * Random numbers, at least 0 and below 1, that are the same for the same run. They are keyed hashes
 * under the app's key, as answers tell the run's id: nobody who has called a Web Hook, or has seen
 * other numbers of the run, can work out the code that it made.
 */
export function seededRandom(key: DataKey, run: string): () => number {
  let hash: Buffer = Buffer.alloc(0);
  let given = 0;
  return () => {
    const at = given % numbersInHash;
    if (at === 0) hash = keyedHash(key, `random:${run}:${given}`);
    given += 1;
    return hash.readUInt32BE(at * 4) / 2 ** 32;
  };
}
