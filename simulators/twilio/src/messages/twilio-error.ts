import { errorTable, type TwilioErrorCode } from "./error-table.ts";

/** An answer of the simulated API that isn't success. */
export class TwilioError extends Error {
  override readonly name = "TwilioError";
  readonly code: TwilioErrorCode;
  readonly status: number;

  /** The message replaces the table's, where it names a parameter or a path. */
  constructor(code: TwilioErrorCode, message?: string) {
    super(message ?? errorTable[code].message);
    this.code = code;
    this.status = errorTable[code].status;
  }
}

/**
 * The JSON body of an error answer.
 * Answers of 20003 carry an extra `detail`, as recorded from Twilio.
 */
export function errorBody(error: TwilioError): Record<string, unknown> {
  return {
    code: error.code,
    ...(error.code === 20003 ? { detail: error.message } : {}),
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status: error.status,
  };
}
