/** How often callers have asked lately: in the memory of this server alone. */
export interface CallerRates {
  /**
   * Takes one request of a caller.
   *
   * @returns 0 when it may go on; otherwise the milliseconds until the next one may.
   */
  take(caller: string, perMinute: number): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const minuteMs = 60_000;
const defaultMaxCallers = 10_000;

/**
 * Makes the token buckets of callers. A bucket holds a minute's requests and fills evenly, so a
 * caller that was quiet may send them at once. Each server counts for itself: with several, a
 * caller may ask as many times as often.
 *
 * @param maxCallers Beyond it those that were quiet longest are forgotten.
 */
export function openCallerRates(
  now: () => number = () => performance.now(),
  maxCallers = defaultMaxCallers,
): CallerRates {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller, perMinute) {
      const at = now();
      const known = buckets.get(caller);
      const tokens = known === undefined ? perMinute : filled(known, at, perMinute);
      const isFree = tokens >= 1;
      // Set anew, so that the map is in the order of the latest requests.
      buckets.delete(caller);
      buckets.set(caller, { tokens: isFree ? tokens - 1 : tokens, at });
      if (buckets.size > maxCallers) forgetOldest(buckets);
      return isFree ? 0 : ((1 - tokens) * minuteMs) / perMinute;
    },
  };
}

function filled(bucket: Bucket, at: number, perMinute: number): number {
  return Math.min(perMinute, bucket.tokens + ((at - bucket.at) * perMinute) / minuteMs);
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const oldest of buckets.keys()) {
    buckets.delete(oldest);
    return;
  }
}
