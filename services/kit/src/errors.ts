import { type ErrorReport, inputReport, type Outcome } from "./error-report.ts";
import type { Problem } from "./problem.ts";

/** The facts of a failure that a service tells; what it leaves out is null in the report. */
export interface ServiceErrorFacts {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly hint?: string | null;
  readonly status?: number | null;
  readonly twilioCode?: number | null;
  readonly moreInfo?: string | null;
  readonly requestId?: string | null;
  readonly outcome: Outcome;
}

/** A failure that a service understood. Use one of the two classes below. */
export abstract class ServiceError extends Error {
  readonly report: ErrorReport;

  constructor(facts: ServiceErrorFacts, retryable: boolean, cause?: unknown) {
    super(facts.message, { cause });
    this.report = {
      code: facts.code,
      title: facts.title,
      message: facts.message,
      hint: facts.hint ?? null,
      status: facts.status ?? null,
      twilioCode: facts.twilioCode ?? null,
      moreInfo: facts.moreInfo ?? null,
      requestId: facts.requestId ?? null,
      retryable,
      outcome: facts.outcome,
    };
  }
}

/** The same command may succeed later without a change. */
export class RetryableError extends ServiceError {
  override readonly name = "RetryableError";
  /** How long the other side asked to wait, in milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(facts: ServiceErrorFacts, retryAfterMs: number | null = null, cause?: unknown) {
    super(facts, true, cause);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Repeating the same command without a change is pointless, or not safe. */
export class TerminalError extends ServiceError {
  override readonly name = "TerminalError";

  constructor(facts: ServiceErrorFacts, cause?: unknown) {
    super(facts, false, cause);
  }
}

/** Input that was refused before anything was sent. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code = "INPUT_INVALID";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join(" "));
    this.problems = problems;
  }

  get report(): ErrorReport {
    return inputReport(this.problems);
  }
}

/** A service that is declared wrongly: a bug of ours, found when the server starts. */
export class KitError extends Error {
  override readonly name = "KitError";
  readonly code: "COMMAND_DECLARED_TWICE" | "COMMAND_DECLARED_WRONGLY";

  constructor(code: KitError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
