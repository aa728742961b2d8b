import type { ErrorReport } from "@trunkline/service-kit";

import type { Id } from "../../database/index.ts";
import { statusOf } from "../error-status.ts";
import { ownReport } from "../errors.ts";

/** What a refusal says beside its report. */
interface HookErrorDetails {
  /** Told by `Trunkline-Run`, where there is a run that the caller may know of. */
  readonly run?: Id<"run"> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the code alone does not say it. */
  readonly status?: number;
}

/** A request to a hook that is answered by us and not by its flow. */
export class HookError extends Error {
  override readonly name = "HookError";
  readonly report: ErrorReport;
  readonly status: number;
  readonly run: Id<"run"> | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(report: ErrorReport, details: HookErrorDetails = {}) {
    super(report.message);
    this.report = report;
    this.status = details.status ?? statusOf(report);
    this.run = details.run ?? null;
    this.headers = details.headers ?? {};
  }
}

/** One answer for all that is not there, so that nobody learns which part of an address is right. */
export const hookUnknown = ownReport({
  code: "HOOK_UNKNOWN",
  title: "There is no such Web Hook",
  message: "There is no published Web Hook at this address.",
  hint: "Look at the app's and the flow's name, and whether the flow is published.",
});

/** The flow is called by another method. */
export const methodWrong = ownReport({
  code: "METHOD_NOT_ALLOWED",
  title: "The method is not right",
  message: "The Web Hook is called by another method.",
  hint: "The header Allow names it.",
});

/** The caller's address is in none of the hook's networks. */
export const networkWrong = ownReport({
  code: "NETWORK_NOT_ALLOWED",
  title: "This network may not call the Web Hook",
  message: "The Web Hook takes requests from certain networks only.",
  hint: "Behind a proxy, the server has to be told to trust it: TRUNKLINE_TRUSTED_PROXIES.",
});

/** A hook that asks for a key got none. */
export const keyMissing = ownReport({
  code: "KEY_MISSING",
  title: "No key was given",
  message: "The Web Hook is open to callers with a key only.",
  hint: "Send the key as Authorization: Bearer <key>, or as the password of HTTP Basic.",
});

/** A hook that asks for a key got another one. */
export const keyWrong = ownReport({
  code: "KEY_WRONG",
  title: "The key is not right",
  message: "The key opens nothing here.",
  hint: "Send the key as Authorization: Bearer <key>, or as the password of HTTP Basic.",
});

/** Keys that open nothing came too often from one address; right ones are taken all the same. */
export const tooManyWrongKeys = ownReport({
  code: "RATE_LIMITED",
  title: "Too many requests",
  message: "Too many keys that open nothing came from this address.",
  hint: "Look at the key; right ones are taken at any time.",
});

/** The caller is known, and the rule does not let him in. */
export function ruleRefuses(message: string, hint: string): ErrorReport {
  const title = "The access rules refuse this";
  return ownReport({ code: "ACCESS_REFUSED", title, message, hint });
}

/** The caller asked more often than the hook lets one caller ask. */
export const rateExceeded = ownReport({
  code: "RATE_LIMITED",
  title: "Too many requests",
  message: "This caller has called the Web Hook as often as it may for now.",
  hint: "Ask again after the time in Retry-After.",
  retryable: true,
});

/** The body is larger than the hook takes. */
export const bodyTooLarge = ownReport({
  code: "BODY_TOO_LARGE",
  title: "The request is too large",
  message: "The body of the request is larger than the Web Hook takes.",
});

/** The connection ended before the body did. */
export const bodyIncomplete = ownReport({
  code: "BODY_MALFORMED",
  title: "The request is not whole",
  message: "The connection ended before the body of the request did.",
});

/** The body cannot be read as what it is said to be. */
export const bodyMalformed = ownReport({
  code: "BODY_MALFORMED",
  title: "The body cannot be read",
  message: "The body is not what its Content-Type and its charset say.",
  hint: "Send JSON, a form or text, in UTF-8 unless the charset says otherwise.",
});

/** JSON that is nested deeper, or has more values, than a flow can be given. */
export const bodyTooBig = ownReport({
  code: "BODY_MALFORMED",
  title: "The body cannot be read",
  message: "The body is nested deeper than 100 lists and objects, or has over a million values.",
});

/** A body that is neither JSON nor a form nor text, or is packed, or in an unknown charset. */
export const contentTypeWrong = ownReport({
  code: "CONTENT_TYPE_WRONG",
  title: "The content type is not right",
  message: "The body must be JSON, a form or text, in a known charset and not compressed.",
  hint: "Send Content-Type: application/json, application/x-www-form-urlencoded or text/plain.",
});

/** The two headers of a signature are not there, or are not what they should be. */
export const signatureMissing = ownReport({
  code: "SIGNATURE_MISSING",
  title: "The request is not signed",
  message: "The Web Hook takes signed requests only, and the signature or its time is missing.",
  hint: "Send the time as whole seconds since 1970, and HMAC-SHA256 of time, a dot and the body.",
});

/** The signature is not that of this body at this time. */
export const signatureWrong = ownReport({
  code: "SIGNATURE_WRONG",
  title: "The signature is not right",
  message: "The signature does not fit the body and the time of the request.",
  hint: "Sign the bytes that are sent, under the flow's signing secret, in hex or Base64.",
});

/** The time of the signature is too far from now. */
export const signatureExpired = ownReport({
  code: "SIGNATURE_EXPIRED",
  title: "The signature's time is not now",
  message: "The signed time lies outside of the time that the Web Hook allows.",
  hint: "Sign each request when it is sent, and look at the clock.",
});

/** The same signature came before. */
export const signatureReplayed = ownReport({
  code: "SIGNATURE_REPLAYED",
  title: "The signature was used before",
  message: "A request with this signature has been taken already.",
  hint: "Sign each request anew, also when the same request goes again.",
});

/** The flow asks for signatures and there is no secret to check them by. */
export const secretMissing = ownReport({
  code: "SIGNATURE_WRONG",
  title: "No signature can be right",
  message: "The Web Hook takes signed requests only and has no signing secret yet.",
  hint: "Set the flow's signing secret.",
});

/** The key of another request. Nothing of that one is told. */
export const keyReused = ownReport({
  code: "IDEMPOTENCY_KEY_REUSED",
  title: "This idempotency key belongs to another request",
  message: "The Idempotency-Key was used before with another request. Nothing was done.",
  hint: "Use a new key for a new request; repeat the same request to get the first answer.",
});

/** The header is no key. */
export const idempotencyKeyWrong = ownReport({
  code: "INPUT_INVALID",
  title: "The input is not right",
  message: "The header Idempotency-Key must be 1 to 255 visible ASCII characters.",
});

/** The same request is under way, or its server died a few seconds ago. */
export const runPending = ownReport({
  code: "RUN_PENDING",
  title: "The same request is under way",
  message: "A request with this Idempotency-Key has begun and is not answered yet.",
  hint: "Ask again with the same key and the same request; nothing is done twice.",
  retryable: true,
  outcome: "unknown",
});

/** The run would have to go again on a version of its flow that is gone. */
export const runGone = ownReport({
  code: "RUN_CANNOT_GO_AGAIN",
  title: "The run cannot go again",
  message: "The version of the flow that the request began on is kept no longer.",
  hint: "Look at the run's record, then send the request under a new Idempotency-Key.",
  outcome: "unknown",
});
