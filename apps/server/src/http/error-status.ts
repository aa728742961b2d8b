import type { ErrorReport } from "@trunkline/service-kit";

/** Every code of a report and the HTTP status that it is answered with. */
const statuses: Readonly<Record<string, number>> = {
  INPUT_INVALID: 400,
  BODY_MALFORMED: 400,
  PAGE_TOKEN_WRONG: 400,
  SERVICE_UNKNOWN: 400,
  FLOW_KIND_WRONG: 400,
  KEY_MISSING: 401,
  KEY_WRONG: 401,
  SIGNATURE_MISSING: 401,
  SIGNATURE_WRONG: 401,
  SIGNATURE_EXPIRED: 401,
  SIGNATURE_REPLAYED: 401,
  SIGN_IN_REFUSED: 401,
  ACCESS_REFUSED: 403,
  SESSION_MISSING: 403,
  PASSWORD_WRONG: 403,
  ORIGIN_NOT_ALLOWED: 403,
  COMMAND_NOT_ALLOWED: 403,
  DRAFT_NOT_ALLOWED: 403,
  NETWORK_NOT_ALLOWED: 403,
  ROUTE_UNKNOWN: 404,
  HOOK_UNKNOWN: 404,
  KEY_UNKNOWN: 404,
  GROUP_UNKNOWN: 404,
  USER_UNKNOWN: 404,
  SESSION_UNKNOWN: 404,
  APP_UNKNOWN: 404,
  PROFILE_UNKNOWN: 404,
  CONNECTION_UNKNOWN: 404,
  COMMAND_UNKNOWN: 404,
  ATTEMPT_UNKNOWN: 404,
  RUN_UNKNOWN: 404,
  FLOW_UNKNOWN: 404,
  FLOW_VERSION_UNKNOWN: 404,
  RELEASE_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  GROUP_EXISTS: 409,
  GROUP_FIXED: 409,
  USER_EXISTS: 409,
  OWNER_LAST: 409,
  OWNER_EXISTS: 409,
  APP_EXISTS: 409,
  APP_ARCHIVED: 409,
  APP_BEING_DELETED: 409,
  PROFILE_EXISTS: 409,
  PROFILE_IN_USE: 409,
  CONNECTION_EXISTS: 409,
  RELEASE_UNCHANGED: 409,
  ATTEMPT_PENDING: 409,
  WELCOME_LINK_WRONG: 410,
  FLOW_CHANGED: 412,
  CONNECTION_CHANGED: 412,
  RULES_CHANGED: 412,
  DOCUMENTS_CHANGED: 412,
  BODY_TOO_LARGE: 413,
  CONTENT_TYPE_WRONG: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
  DOCUMENTS_WRONG: 422,
  DOCUMENTS_TOO_LARGE: 422,
  SERVICE_REFUSED: 422,
  CREDENTIALS_REFUSED: 422,
  FLOW_HAS_ERRORS: 422,
  RELEASE_HAS_ERRORS: 422,
  RELEASE_CANNOT_RUN: 422,
  IF_MATCH_MISSING: 428,
  CONFIRMATION_MISSING: 428,
  RATE_LIMITED: 429,
  SERVICE_FAULT: 502,
  SERVICE_LIMITED: 503,
  SERVICE_UNREACHABLE: 503,
  DATABASE_AWAY: 503,
  TOO_LATE_TO_SEND: 503,
  TIMED_OUT: 504,
};

const retryAfterSeconds = 5;

/** The HTTP status of a report. An outcome that is not known comes before what caused it. */
export function statusOf(report: ErrorReport): number {
  if (report.outcome === "unknown" && report.code !== "ATTEMPT_PENDING") return 502;
  return statuses[report.code] ?? 500;
}

/** The `Retry-After` header in seconds, for answers that have one; null otherwise. */
export function retryAfterOf(status: number, retryAfterMs: number | null): number | null {
  if (status !== 409 && status !== 429 && status !== 503) return null;
  return retryAfterMs === null ? retryAfterSeconds : Math.max(1, Math.ceil(retryAfterMs / 1000));
}
