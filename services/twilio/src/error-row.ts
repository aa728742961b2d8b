/** One row of the error table, as it is written down. */
export type ErrorRowSource = readonly [
  code: number,
  /** Whether the same request can succeed later without a change; seconds say when at the earliest. */
  retry: "no" | "yes" | number,
  title: string,
  meaning: string,
  hint: string | null,
];

/** What we know about one of Twilio's codes. All texts are ours. */
export interface ErrorRow {
  readonly code: number;
  readonly title: string;
  /** What happened, in a sentence. */
  readonly meaning: string;
  /** What to do; null when there is nothing to do. */
  readonly hint: string | null;
  /** Whether the same request (or the same text as a new message) can succeed later. */
  readonly retryable: boolean;
  /** When at the earliest, in milliseconds; null when nothing is known. */
  readonly retryAfterMs: number | null;
  /** Twilio's page about the code. */
  readonly source: string;
}

/** Spells a row out. */
export function errorRow([code, retry, title, meaning, hint]: ErrorRowSource): ErrorRow {
  return {
    code,
    title,
    meaning,
    hint,
    retryable: retry !== "no",
    retryAfterMs: typeof retry === "number" ? retry * 1000 : null,
    source: `https://www.twilio.com/docs/api/errors/${code}`,
  };
}
