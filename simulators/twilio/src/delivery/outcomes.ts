/** How a text to one of the special numbers ends. */
export interface Outcome {
  readonly status: "delivered" | "undelivered" | "failed";
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
}

const delivered: Outcome = { status: "delivered", errorCode: null, errorMessage: null };

const byEnding: Record<string, Outcome> = {
  "0003": {
    status: "undelivered",
    errorCode: 30003,
    errorMessage: "Unreachable destination handset",
  },
  "0007": { status: "failed", errorCode: 30007, errorMessage: "Message filtered" },
};

/** What happens to texts to this number: its last four digits decide. */
export function outcomeFor(to: string): Outcome {
  return byEnding[to.slice(-4)] ?? delivered;
}
