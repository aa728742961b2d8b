/** How long a web hook may take, and what is done when it fails. */
export interface Overrides {
  readonly connectMs: number;
  readonly readMs: number;
  /** For everything together, retries included. */
  readonly totalMs: number;
  readonly retries: number;
  readonly retriesOn: ReadonlySet<RetryReason>;
}

/** Why a call may be tried again: no connection, no answer in time, or an answer that is an error. */
export type RetryReason = "ct" | "rt" | "4xx" | "5xx";

const reasons: readonly RetryReason[] = ["ct", "rt", "4xx", "5xx"];

const usual: Overrides = {
  connectMs: 5000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retriesOn: new Set<RetryReason>(["ct"]),
};

/** A web hook's URL without its fragment, and what the fragment says. */
export interface HookTarget {
  readonly url: string;
  readonly overrides: Overrides;
}

/**
 * Splits connection overrides such as `#rc=3&rp=all` off a URL. What is out of range or unknown is
 * left as usual.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (2026-04).
 */
export function readTarget(text: string): HookTarget {
  const hash = text.indexOf("#");
  if (hash === -1) return { url: text, overrides: usual };
  const pairs = new URLSearchParams(text.slice(hash + 1));
  return {
    url: text.slice(0, hash),
    overrides: {
      connectMs: readCount(pairs, "ct", 100, 10_000) ?? usual.connectMs,
      readMs: readCount(pairs, "rt", 100, 15_000) ?? usual.readMs,
      totalMs: readCount(pairs, "tt", 100, 15_000) ?? usual.totalMs,
      retries: readCount(pairs, "rc", 0, 5) ?? usual.retries,
      retriesOn: readReasons(pairs.get("rp")) ?? usual.retriesOn,
    },
  };
}

function readCount(
  pairs: URLSearchParams,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const text = pairs.get(name) ?? "";
  const value = Number(text);
  return /^\d{1,5}$/.test(text) && value >= min && value <= max ? value : undefined;
}

function readReasons(text: string | null): ReadonlySet<RetryReason> | undefined {
  if (text === null) return undefined;
  const words = text.split(",").map((word) => word.trim());
  if (words.includes("all")) return new Set(reasons);
  const known = reasons.filter((reason) => words.includes(reason));
  return known.length === 0 ? undefined : new Set(known);
}
