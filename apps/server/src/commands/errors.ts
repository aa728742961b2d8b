import type { ErrorReport } from "@trunkline/service-kit";

/** A command that failed, with the report that callers get. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly report: ErrorReport;
  /** After how long it is worth asking again, in milliseconds; null when nothing is known. */
  readonly retryAfterMs: number | null;

  constructor(report: ErrorReport, retryAfterMs: number | null = null, cause?: unknown) {
    super(report.message, { cause });
    this.report = report;
    this.retryAfterMs = retryAfterMs;
  }
}
