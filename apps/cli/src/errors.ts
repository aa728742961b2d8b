import type { ErrorAnswer } from "@trunkline/api-contract";

import { exitCodes } from "./exit-codes.ts";
import type { ExitCode } from "./exit-codes.ts";

/**
 * Why a command stopped.
 *
 * `USAGE_WRONG`: it was called wrongly; `CANCELLED`: a person said no; `CLIENT_FILE_MISSING`,
 * `CLIENT_FILE_UNSAFE`, `CLIENT_FILE_BROKEN`: the file that names the server; `FOLDER_WRONG`: a
 * folder that holds no app, or one that is damaged; `USER_UNKNOWN`: nobody has that name;
 * `SERVER_UNREACHABLE`: nothing was sent; `SERVER_STRANGE`: what answers is not Trunkline;
 * `ANSWER_LOST`: the request went out and no answer came; `API_REFUSED`: the API answered with an
 * error.
 */
export type CliErrorCode =
  | "USAGE_WRONG"
  | "CANCELLED"
  | "CLIENT_FILE_MISSING"
  | "CLIENT_FILE_UNSAFE"
  | "CLIENT_FILE_BROKEN"
  | "FOLDER_WRONG"
  | "USER_UNKNOWN"
  | "SERVER_UNREACHABLE"
  | "SERVER_STRANGE"
  | "ANSWER_LOST"
  | "API_REFUSED";

type Report = ErrorAnswer["error"];

/** What a `CliError` is made of: a report like the API's, of which only the words are required. */
export interface CliErrorDetails extends Partial<Report> {
  readonly title: string;
  readonly message: string;
}

/** A failure that is told to the person at the terminal, in the same shape as the API's errors. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  readonly report: Report;
  /** The API's error exactly as it came; null when it was not the API that failed. */
  readonly json: string | null;

  constructor(
    code: CliErrorCode,
    details: CliErrorDetails,
    origin: { readonly cause?: unknown; readonly json?: string } = {},
  ) {
    super(details.message, "cause" in origin ? { cause: origin.cause } : {});
    this.code = code;
    this.report = { ...localReport, code, ...details };
    this.json = origin.json ?? null;
  }
}

const localReport = {
  hint: null,
  status: null,
  twilioCode: null,
  moreInfo: null,
  requestId: null,
  retryable: false,
  outcome: "not-done",
} as const;

const exitCodeByCode: Readonly<Record<CliErrorCode, ExitCode>> = {
  USAGE_WRONG: exitCodes.usage,
  CANCELLED: exitCodes.failed,
  CLIENT_FILE_MISSING: exitCodes.unreachable,
  CLIENT_FILE_UNSAFE: exitCodes.failed,
  CLIENT_FILE_BROKEN: exitCodes.failed,
  FOLDER_WRONG: exitCodes.usage,
  USER_UNKNOWN: exitCodes.failed,
  SERVER_UNREACHABLE: exitCodes.unreachable,
  SERVER_STRANGE: exitCodes.unreachable,
  ANSWER_LOST: exitCodes.unreachable,
  API_REFUSED: exitCodes.failed,
};

/** The code that the process ends with after this error. */
export function exitCodeOf(error: CliError): ExitCode {
  return error.report.outcome === "unknown" ? exitCodes.unknown : exitCodeByCode[error.code];
}

/** The error of a command that was called wrongly; `hint` says how to call it. */
export function usageError(message: string, hint: string | null = null): CliError {
  return new CliError("USAGE_WRONG", { title: "The command cannot be understood", message, hint });
}
