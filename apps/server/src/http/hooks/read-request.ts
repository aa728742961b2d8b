import type { HookRequest } from "@trunkline/flow/run";
import type { FastifyRequest } from "fastify";

import { type FlowForm, openSigningSecret } from "../../apps/index.ts";
import type { Caller } from "./caller.ts";
import { contentKindOf } from "./content-type.ts";
import { HookError, signatureReplayed } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";
import { queryOf, shownHeaders } from "./hook-request.ts";
import { fieldsOf, parseBody } from "./parse-body.ts";
import { readBody } from "./read-body.ts";
import { checkSignature } from "./signature.ts";

/**
 * Reads a request as its flow will see it. The signature is checked over the bytes that came,
 * before anything is made of them.
 *
 * @throws HookError `CONTENT_TYPE_WRONG`, `BODY_TOO_LARGE`, `BODY_MALFORMED`, `SIGNATURE_…`.
 */
export async function readRequest(
  parts: HookParts,
  form: FlowForm,
  request: FastifyRequest,
  caller: Caller,
): Promise<HookRequest> {
  const { headers, raw } = request;
  const kind = hasBody(headers) ? contentKindOf(headers) : null;
  const bytes = await readBody(raw, form.settings.bodyMaxBytes);
  await takeSignature(parts, form, headers, bytes);
  return {
    method: request.method,
    body: kind === null ? null : parseBody(bytes, kind),
    query: fieldsOf(queryOf(raw.url ?? "")),
    headers: shownHeaders(headers),
    caller: caller.shown,
  };
}

function hasBody(headers: FastifyRequest["headers"]): boolean {
  const length = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

async function takeSignature(
  parts: HookParts,
  form: FlowForm,
  headers: FastifyRequest["headers"],
  body: Uint8Array,
): Promise<void> {
  const rule = form.settings.signature;
  if (rule === null) return;
  const nowMs = Date.now();
  const { bytes, expiresAt } = checkSignature(rule, openSigningSecret(form), {
    headers,
    body,
    nowMs,
  });
  const { flow } = form;
  const isNew = await parts.hookSignatures.take({ flow, bytes, expiresAt });
  if (!isNew) throw new HookError(signatureReplayed);
}
