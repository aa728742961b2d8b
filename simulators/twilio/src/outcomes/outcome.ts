/** How a text can end. `sent` is no end: no receipt ever comes. `read` follows `delivered`, on channels. */
export const outcomeStatuses = ["delivered", "undelivered", "failed", "sent", "read"] as const;

/** One way for a text to end. */
export type OutcomeStatus = (typeof outcomeStatuses)[number];

/** How texts to a number end. */
export interface Outcome {
  readonly status: OutcomeStatus;
  /** Null for what went well. */
  readonly errorCode: number | null;
  /** How long the last step takes; null is the usual time. */
  readonly afterMs: number | null;
}

/** How a text ends when nobody says otherwise. */
export const usualOutcome: Outcome = { status: "delivered", errorCode: null, afterMs: null };
