import type { HttpRequest, HttpResponse, TransportError } from "@trunkline/service-kit";

import { isLimited } from "./answer-rules.ts";
import type { Answered } from "./exchange.ts";

/** A create waits for the library's own default: Twilio itself gives up after about 26 s. */
export const createTimeoutMs = 30_000;
/** One try at anything that may be repeated, and all its tries together. */
export const tryTimeoutMs = 15_000;
export const allTriesMs = 30_000;

const limitedTries = 4;
const faultTries = 3;
/** Longer waits are left to the caller, who is told of them. */
const longestWaitMs = 5_000;

/** How a try ended: with a whole answer, or without one. */
export type TryEnd =
  | { readonly answered: Answered; readonly response: HttpResponse }
  | { readonly fault: TransportError };

/** What the rules look at besides how the last try ended. */
export interface Patience {
  /** From 1. */
  readonly tried: number;
  readonly repeatable: boolean;
  readonly elapsedMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** True when a second request like this one ends in the same state: all but a create. */
export function isRepeatable(method: HttpRequest["method"], path: string): boolean {
  if (method === "GET" || method === "DELETE") return true;
  return method === "POST" && /\/Messages\/(?:SM|MM)[0-9a-f]{32}\.json$/iu.test(path);
}

/**
 * How long to wait before the next try, in milliseconds; null when there must not be one.
 * Full jitter: a random part of a bound that doubles.
 *
 * Source: https://www.twilio.com/docs/api/errors/20429 (not processed, safe to repeat) and
 * https://www.twilio.com/docs/api/errors/20500 (may have been processed).
 */
export function waitBeforeNextTry(end: TryEnd, patience: Patience): number | null {
  const { tried, repeatable, elapsedMs, random } = patience;
  if (elapsedMs >= allTriesMs) return null;
  if ("answered" in end && isLimited(end.answered)) {
    const askedMs = end.answered.retryAfterMs ?? 0;
    if (tried >= limitedTries || askedMs > longestWaitMs) return null;
    return Math.max(askedMs, Math.floor(random * 400 * 2 ** tried));
  }
  if (!repeatable || tried >= faultTries || !isPassing(end)) return null;
  return Math.floor(random * 100 * 2 ** tried);
}

function isPassing(end: TryEnd): boolean {
  if ("answered" in end) return end.answered.status >= 500;
  return !["aborted", "too-late", "too-large"].includes(end.fault.fault);
}
