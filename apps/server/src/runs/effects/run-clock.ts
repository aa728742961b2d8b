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

/**
 * Random numbers, at least 0 and below 1, that are the same for the same run. Answers tell the run's
 * id, so the app's key goes into the seed: nobody who has called a Web Hook can work out the code
 * that it made.
 */
export function seededRandom(key: DataKey, run: string): () => number {
  let state: Uint32Array | null = null;
  return () => {
    state ??= new Uint32Array(new Uint8Array(keyedHash(key, `random:${run}`)).buffer.slice(0, 16));
    return nextSfc32(state) / 2 ** 32;
  };
}

/** Chris Doty-Humphrey's sfc32; source: https://pracrand.sourceforge.net/RNG_engines.txt */
function nextSfc32(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  const sum = (a + b + counter) >>> 0;
  state[3] = counter + 1;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + sum;
  return sum;
}
