import type { Outcome } from "./outcome.ts";

const byEnding: Record<string, Outcome> = {
  "0003": { status: "undelivered", errorCode: 30003, afterMs: null },
  "0007": { status: "failed", errorCode: 30007, afterMs: null },
};

/** How texts to one of the special numbers end: its last four digits decide. Null for all others. */
export function specialOutcome(to: string): Outcome | null {
  return byEnding[to.slice(-4)] ?? null;
}
