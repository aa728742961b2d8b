import { type ErrorReport, InputError } from "@trunkline/service-kit";

import { AccessError, UsersError } from "../access/index.ts";
import { AppsError } from "../apps/index.ts";
import { CommandError } from "../commands/index.ts";
import { ConnectionsError } from "../connections/index.ts";
import { isDatabaseAway } from "../database/index.ts";
import { malformedRequest, ownReport, RequestError } from "./errors.ts";

const titles: Readonly<Record<string, string>> = {
  KEY_MISSING: "No key was given",
  KEY_WRONG: "The key is not right",
  ACCESS_REFUSED: "The access rules refuse this",
  ORIGIN_NOT_ALLOWED: "Another site may not use this session",
  RATE_LIMITED: "Too many requests",
  ROUTE_UNKNOWN: "There is nothing at this address",
  PAGE_TOKEN_WRONG: "The page token is not right",
  BODY_MALFORMED: "The request cannot be read",
  ATTEMPT_UNKNOWN: "There is no such attempt",
  RUN_UNKNOWN: "There is no such run",
  FLOW_KIND_WRONG: "The flow is of another kind",
  KEY_UNKNOWN: "There is no such key",
  GROUP_UNKNOWN: "There is no such group",
  GROUP_EXISTS: "There is such a group already",
  GROUP_FIXED: "The group is one that every app has",
  USER_UNKNOWN: "There is no such user",
  USER_EXISTS: "There is such a user already",
  OWNER_LAST: "The server needs an owner",
  OWNER_EXISTS: "The server has an owner",
  SESSION_UNKNOWN: "There is no such session",
  SESSION_MISSING: "Nobody is signed in",
  SIGN_IN_REFUSED: "Nobody was signed in",
  PASSWORD_WRONG: "The password is not right",
  WELCOME_LINK_WRONG: "The link is good no more",
  APP_UNKNOWN: "There is no such app",
  APP_EXISTS: "There is such an app already",
  APP_ARCHIVED: "The app is archived",
  APP_BEING_DELETED: "The app is being deleted",
  FLOW_UNKNOWN: "There is no such flow",
  FLOW_VERSION_UNKNOWN: "There is no such version of the flow",
  RELEASE_UNKNOWN: "There is no such release",
  DOCUMENTS_TOO_LARGE: "The documents are too large together",
  PROFILE_UNKNOWN: "There is no such profile",
  PROFILE_EXISTS: "There is such a profile already",
  PROFILE_IN_USE: "The profile is in use",
  CONNECTION_UNKNOWN: "There is no such connection",
  CONNECTION_EXISTS: "There is such a connection already",
  SERVICE_UNKNOWN: "There is no such service",
  COMMAND_UNKNOWN: "There is no such command",
  MASTER_KEY_MISSING: "The master key is missing",
};

/** What Fastify calls its refusals, and what we say instead. */
const refusals: Readonly<Record<string, Parameters<typeof ownReport>[0]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: "BODY_TOO_LARGE",
    title: "The request is too large",
    message:
      "The body of the request is larger than 1 MiB, or than 8 MiB where it is a flow and 64 MiB where it is a whole app.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: "CONTENT_TYPE_WRONG",
    title: "The content type is not right",
    message: "The body must be JSON.",
    hint: "Send the header Content-Type: application/json.",
  },
};

/**
 * The report of whatever a route threw; null for what nobody foresaw, which is answered with the
 * request's id and nothing else.
 */
export function reportOfError(error: unknown): ErrorReport | null {
  if (error instanceof CommandError) return error.report;
  if (error instanceof InputError) return error.report;
  if (
    error instanceof RequestError ||
    error instanceof AccessError ||
    error instanceof UsersError ||
    error instanceof AppsError ||
    error instanceof ConnectionsError
  ) {
    const hint = "hint" in error ? error.hint : null;
    const title = titles[error.code] ?? error.code;
    return ownReport({ code: error.code, title, message: error.message, hint });
  }
  if (isDatabaseAway(error)) return awayReport;
  return fastifyReport(error);
}

const awayReport = ownReport({
  code: "DATABASE_AWAY",
  title: "The database is not reachable",
  message: "The server cannot reach its database.",
  hint: "Ask again in a few seconds.",
  retryable: true,
});

function fastifyReport(error: unknown): ErrorReport | null {
  if (!(error instanceof Error) || !("statusCode" in error)) return null;
  const refusal = "code" in error ? refusals[String(error.code)] : undefined;
  if (refusal !== undefined) return ownReport(refusal);
  const status = Number(error.statusCode);
  return status >= 400 && status < 500 ? ownReport(malformedRequest) : null;
}
