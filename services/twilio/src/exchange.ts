import type { HttpResponse } from "@trunkline/service-kit";

import { parseJson } from "./parse-json.ts";

/** What one command's requests went through, for the words of its error. One for each call. */
export interface Exchange {
  /** True while a request may have reached Twilio and no answer says that it was not carried out. */
  exposed: boolean;
  /** The last try's answer; null before the first and after a try that got none. */
  answer: Answered | null;
  /** The last request's form and query, whose texts must not come back in an error. */
  sent: readonly object[];
}

/** What is kept of an answer. */
export interface Answered {
  readonly status: number;
  /** Twilio's code in an error's body; null when it has none. */
  readonly code: number | null;
  /** `Twilio-Request-Id`, which the library's own errors lack; null when there is none. */
  readonly requestId: string | null;
  /** The other side's clock by its `Date` header; null when it told none. */
  readonly dateMs: number | null;
  /** From `Retry-After`; null when it did not say. */
  readonly retryAfterMs: number | null;
}

/** A fresh record, before any request. */
export function newExchange(): Exchange {
  return { exposed: false, answer: null, sent: [] };
}

/** Reads what is kept of an answer. */
export function readAnswered({ status, headers, body }: HttpResponse): Answered {
  const requestId = headers["twilio-request-id"] ?? "";
  const dateMs = Date.parse(headers["date"] ?? "");
  const retryAfter = headers["retry-after"] ?? "";
  return {
    status,
    code: status < 400 ? null : codeIn(body),
    requestId: /^[A-Za-z0-9-]{1,64}$/u.test(requestId) ? requestId : null,
    dateMs: Number.isNaN(dateMs) ? null : dateMs,
    retryAfterMs: /^\d{1,6}$/u.test(retryAfter) ? Number(retryAfter) * 1000 : null,
  };
}

function codeIn(text: string): number | null {
  const body = parseJson(text);
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  return Number.isSafeInteger(code) ? (code as number) : null;
}
