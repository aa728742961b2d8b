import { CliError } from "../errors.ts";

/** What the doctor found out about one thing. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  /** What to do about a problem; null when all is well or nothing is known to help. */
  readonly cure: string | null;
}

/** A check that found nothing wrong. */
export function healthy(name: string, message: string): Check {
  return { name, ok: true, message, cure: null };
}

/** A check that found something. */
export function problem(name: string, message: string, cure: string | null): Check {
  return { name, ok: false, message, cure };
}

/** The check that an error of ours makes; anything else is thrown on. */
export function problemOf(name: string, error: unknown): Check {
  if (!(error instanceof CliError)) throw error;
  return problem(name, `${error.report.title}. ${error.report.message}`, error.report.hint);
}
