import type { ErrorReport } from "@trunkline/service-kit";

const nothingFromService = {
  status: null,
  twilioCode: null,
  moreInfo: null,
  requestId: null,
} as const;

/** The same key came with another input than the first time. */
export const keyReused: ErrorReport = {
  code: "IDEMPOTENCY_KEY_REUSED",
  title: "This idempotency key belongs to another input",
  message: "The Idempotency-Key was used before with another input. Nothing was sent.",
  hint: "Use a new key for a new message; repeat the same input to get the first answer.",
  ...nothingFromService,
  retryable: false,
  outcome: "not-done",
};

/** An equal attempt is under way, or its owner died a short while ago. */
export const attemptPending: ErrorReport = {
  code: "ATTEMPT_PENDING",
  title: "An equal attempt is still in flight",
  message: "An attempt with this Idempotency-Key has begun and is not settled yet.",
  hint: "Ask again with the same key and the same input; it will not be sent twice.",
  ...nothingFromService,
  retryable: true,
  outcome: "unknown",
};

/** The owner of the attempt died before it could tell what became of it. */
export const ownerLost: ErrorReport = {
  code: "OUTCOME_UNKNOWN",
  title: "Nobody can say whether it was sent",
  message: "The server that carried this attempt out ended before the outcome was stored.",
  hint: "Look at the recipient's messages at Twilio before you send again under a new key.",
  ...nothingFromService,
  retryable: false,
  outcome: "unknown",
};

/** The service's answer has come and could not be stored yet; it is being tried on. */
export const settlingDelayed: ErrorReport = {
  ...attemptPending,
  title: "The outcome is being stored",
  message: "The command was carried out, and its outcome could not be stored yet.",
};

/** The database could not be reached before anything was sent. */
export const databaseAway: ErrorReport = {
  code: "DATABASE_AWAY",
  title: "The database is not reachable",
  message: "The server cannot reach its database. Nothing was sent.",
  hint: "Ask again in a few seconds.",
  ...nothingFromService,
  retryable: true,
  outcome: "not-done",
};

/** No slot of the account came free in time. */
export const accountBusy: ErrorReport = {
  code: "SERVICE_LIMITED",
  title: "Too many requests are waiting for this account",
  message: "Neither a request slot nor the sender's rate came free in time. Nothing was sent.",
  hint: "Ask again later, or raise the connection's maxInFlight or segmentsPerSecond.",
  ...nothingFromService,
  retryable: true,
  outcome: "not-done",
};

/** The right to send ran out before the request could be written. */
export const leaseLost: ErrorReport = {
  code: "TOO_LATE_TO_SEND",
  title: "It took too long to begin",
  message: "The attempt's time to send ran out before the request was written. Nothing was sent.",
  hint: "Ask again with the same key.",
  ...nothingFromService,
  retryable: true,
  outcome: "not-done",
};

/** A failure that nobody foresaw; what is known of it stands in the server's log. */
export function unexpected(headersSent: boolean): ErrorReport {
  return {
    code: headersSent ? "OUTCOME_UNKNOWN" : "INTERNAL_ERROR",
    title: headersSent ? "Nobody can say whether it was done" : "The server failed",
    message: headersSent
      ? "The server failed after the request had gone out."
      : "The server failed before anything was sent.",
    hint: headersSent
      ? "Look at the messages at Twilio before you send again under a new key."
      : "The server's log has the details under the request's id.",
    ...nothingFromService,
    retryable: !headersSent,
    outcome: headersSent ? "unknown" : "not-done",
  };
}

const inDraft = {
  code: "DRAFT_NOT_ALLOWED",
  title: "A draft may not do this with live credentials",
  ...nothingFromService,
  retryable: false,
  outcome: "not-done",
} as const;

/** A draft that would change something through a profile that is marked live. */
export const draftChanges: ErrorReport = {
  ...inDraft,
  message:
    "The connection's profile is marked live, and with it a draft may read and send to draft " +
    "recipients, nothing else. Nothing was done.",
  hint: "Give the connection a test profile (testProfile), or publish the flow.",
};

/** A draft that would reach somebody who is not listed, through a profile that is marked live. */
export const draftReaches: ErrorReport = {
  ...inDraft,
  message:
    "The connection's profile is marked live, and the recipient is not one of the connection's " +
    "draft recipients. Nothing was sent.",
  hint: "Add the recipient to the connection's draftRecipients, give the connection a test profile (testProfile), or publish the flow.",
};

/** A command that its service allows on the server alone. */
export const notOnPages: ErrorReport = {
  code: "COMMAND_NOT_ALLOWED",
  title: "This command runs in Cloud Flow only",
  message: "The command may not run on behalf of a page.",
  hint: "Call a Web Hook from the page and run the command there.",
  ...nothingFromService,
  retryable: false,
  outcome: "not-done",
};
