import type { Value } from "@trunkline/flow/document";
import type { Outcome, ResponsePart } from "@trunkline/flow/run";

import type { HookResponse } from "../hook-call.ts";
import { failure } from "./failure.ts";
import { checkHeaders } from "./response-headers.ts";

/** A response that may be written, or the failure of the block that wanted it. */
export type MadeResponse =
  | { readonly response: HookResponse; readonly failed?: undefined }
  | { readonly failed: Outcome; readonly response?: undefined };

const withoutBody = new Set([204, 205, 304]);

/** Checks what Send Response was given and makes the answer of it. */
export function makeResponse(part: ResponsePart): MadeResponse {
  if (part.form !== "whole") return { failed: formUnknown };
  const { status } = part;
  if (!Number.isInteger(status) || status < 200 || status > 599) return { failed: statusWrong };
  const { headers, fault } = checkHeaders(part.headers);
  if (fault !== undefined) {
    const hint = "Correct the headers of the block Send Response.";
    return { failed: failure({ title: "The response's headers are not right", hint, ...fault }) };
  }
  const body = withoutBody.has(status) ? null : bodyOf(part.body);
  const type = body === null ? null : typeOf(part.body);
  if (type !== null) headers["content-type"] ??= type;
  return { response: { status, headers, body } };
}

/** A second response, which nobody could receive. */
export const alreadySent = failure({
  code: "RESPONSE_ALREADY_SENT",
  title: "A response was sent already",
  message: "A run answers its request once.",
  hint: "Let only one Send Response be reached on every way through the flow.",
});

const formUnknown = failure({
  code: "RESPONSE_FORM_UNKNOWN",
  title: "This form of response is not known",
  message: "A response is sent whole.",
  hint: "Use the block Send Response.",
});

const statusWrong = failure({
  code: "RESPONSE_STATUS_WRONG",
  title: "The response's status is not right",
  message: "A status is a whole number from 200 to 599.",
  hint: "Correct the status of the block Send Response.",
});

function bodyOf(body: Value): string | null {
  if (body === null) return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}

function typeOf(body: Value): string {
  return typeof body === "object" ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
}
