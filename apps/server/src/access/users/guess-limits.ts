import { networkOf } from "./network-of.ts";

/** How often passwords were guessed at lately: in the memory of this server alone. */
export interface GuessLimits {
  /**
   * Takes one guess, before it is looked at: so many at once are no more than one after the other.
   *
   * @param target Whose password it is, such as an e-mail address or an id.
   * @returns 0 when it may go on; otherwise the milliseconds until the next one may.
   */
  take(address: string, target: string): number;
  /** Gives it back, as it was right: whoever knows the password is not kept from it. */
  giveBack(address: string, target: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

const windowMs = 15 * 60_000;
/** Wrong guesses in a window from one address at one password. */
const perTarget = 5;
/** Wrong guesses in a window from one address at all of them. */
const perAddress = 30;
const maxBuckets = 20_000;

/**
 * Makes the limits. All count by address, and none counts guesses from everywhere together: that
 * would let anybody keep an owner from signing in by guessing wrong.
 */
export function openGuessLimits(now: () => number = () => performance.now()): GuessLimits {
  const buckets = new Map<string, Bucket>();
  const wanted = (address: string, target: string) => {
    const network = networkOf(address);
    return [
      { key: network, size: perAddress },
      // A line break is in no address, so that two different pairs never are one text.
      { key: `${network}\n${target.toLowerCase()}`, size: perTarget },
    ];
  };
  const tokensOf = (key: string, size: number, at: number) => {
    const known = buckets.get(key);
    if (known === undefined) return size;
    return Math.min(size, known.tokens + ((at - known.at) * size) / windowMs);
  };
  return {
    take(address, target) {
      const at = now();
      const asked = wanted(address, target).map(({ key, size }) => {
        const tokens = tokensOf(key, size, at);
        return { key, tokens, waitMs: tokens >= 1 ? 0 : ((1 - tokens) * windowMs) / size };
      });
      const waitMs = Math.round(Math.max(...asked.map((one) => one.waitMs)));
      if (waitMs > 0) return waitMs;
      for (const { key, tokens } of asked) keep(buckets, key, { tokens: tokens - 1, at });
      return 0;
    },
    giveBack(address, target) {
      const at = now();
      const [all, one] = wanted(address, target);
      if (one !== undefined) buckets.delete(one.key);
      if (all === undefined) return;
      const tokens = tokensOf(all.key, all.size, at);
      keep(buckets, all.key, { tokens: Math.min(all.size, tokens + 1), at });
    },
  };
}

/** Set anew, so that the map is in the order of the latest guesses; the oldest are forgotten. */
function keep(buckets: Map<string, Bucket>, key: string, bucket: Bucket): void {
  buckets.delete(key);
  buckets.set(key, bucket);
  if (buckets.size <= maxBuckets) return;
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
