import { ambiguousCodes } from "./error-table.ts";
import type { Answered } from "./exchange.ts";

/** True for the answer "too many requests in flight", which promises that nothing was done. */
export function isLimited({ status, code }: Answered): boolean {
  return status === 429 && (code === 20429 || code === null);
}

/**
 * True when an answer itself proves that its request was not carried out: Twilio's own code with a
 * 4xx status, or a status that by its meaning in HTTP comes before any processing. A 4xx without a
 * code may stem from something between us and Twilio, and proves nothing.
 */
export function provesNotDone(answered: Answered): boolean {
  const { status, code } = answered;
  if (status < 400 || status >= 500) return false;
  if (code !== null) return !ambiguousCodes.has(code);
  return status === 401 || status === 407 || isLimited(answered);
}
