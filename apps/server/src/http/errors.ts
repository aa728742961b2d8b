import type { ErrorReport } from "@trunkline/service-kit";

/** A request that is refused before any room is asked. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code:
    | "KEY_MISSING"
    | "KEY_WRONG"
    | "ACCESS_REFUSED"
    | "ORIGIN_NOT_ALLOWED"
    | "RATE_LIMITED"
    | "ROUTE_UNKNOWN"
    | "PAGE_TOKEN_WRONG"
    | "BODY_MALFORMED"
    | "RUN_UNKNOWN"
    | "FLOW_KIND_WRONG"
    | "ATTEMPT_UNKNOWN";
  readonly hint: string | null;
  /** When to come back, for `RATE_LIMITED`; null otherwise. */
  readonly retryAfterMs: number | null;

  constructor(
    code: RequestError["code"],
    message: string,
    hint: string | null = null,
    retryAfterMs: number | null = null,
  ) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What is said of a request that cannot be read at all. */
export const malformedRequest = {
  code: "BODY_MALFORMED",
  title: "The request cannot be read",
  message: "The body or the address of the request is malformed.",
  hint: "Send one JSON object in UTF-8.",
} as const;

/** The report of an error of ours that has nothing to do with a service. */
export function ownReport(
  facts: Pick<ErrorReport, "code" | "title" | "message"> & Partial<ErrorReport>,
): ErrorReport {
  const { code, title, message, ...others } = facts;
  return {
    code,
    title,
    message,
    hint: null,
    status: null,
    twilioCode: null,
    moreInfo: null,
    requestId: null,
    retryable: false,
    outcome: "not-done",
    ...others,
  };
}
