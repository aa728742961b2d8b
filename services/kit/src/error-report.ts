import type { Problem } from "./problem.ts";

/**
 * What is known about the effect of a command that failed: `not-done` (it certainly did not happen),
 * `done` (it happened, the failure came later) or `unknown` (nobody can say yet).
 */
export type Outcome = "not-done" | "done" | "unknown";

/**
 * The one shape of an error, the same in the API, in runs and in stored attempts.
 * None of its texts holds a secret, a phone number or a message body.
 */
export interface ErrorReport {
  /** Our own stable code, in capitals: what programs branch on. */
  readonly code: string;
  /** A few words for a heading. */
  readonly title: string;
  /** What happened, to which thing. */
  readonly message: string;
  /** What to do about it; null when there is nothing to do. */
  readonly hint: string | null;
  /** The HTTP status that the other side answered with; null when it did not answer. */
  readonly status: number | null;
  /** Twilio's own numeric code; null for everything that did not come from Twilio. */
  readonly twilioCode: number | null;
  /** Address of a page about the code; null when there is none. */
  readonly moreInfo: string | null;
  /** The other side's id of the request, for its support; null when it gave none. */
  readonly requestId: string | null;
  /** True when the same command may succeed later without a change. */
  readonly retryable: boolean;
  readonly outcome: Outcome;
}

/**
 * The report of input that was refused before anything was sent.
 *
 * @param problems At least one; their messages and hints are joined in order.
 */
export function inputReport(problems: readonly Problem[]): ErrorReport {
  const hints = problems.map((problem) => problem.hint).filter((hint) => hint !== null);
  return {
    code: "INPUT_INVALID",
    title: "The input is not right",
    message: problems.map((problem) => problem.message).join(" "),
    hint: hints.length === 0 ? null : [...new Set(hints)].join(" "),
    status: null,
    twilioCode: null,
    moreInfo: null,
    requestId: null,
    retryable: false,
    outcome: "not-done",
  };
}
