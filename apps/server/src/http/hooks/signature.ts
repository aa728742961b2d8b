import { createHmac, timingSafeEqual } from "node:crypto";

import type { HookSettings } from "@trunkline/api-contract";

import {
  HookError,
  secretMissing,
  signatureExpired,
  signatureMissing,
  signatureWrong,
} from "./errors.ts";

/** A signature that is right; it may be taken once. */
export interface RightSignature {
  /** The 32 bytes, however they were written. */
  readonly bytes: Buffer;
  /** From then on the time window refuses it anyhow. */
  readonly expiresAt: Date;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Checks a signature: HMAC-SHA256 of the time, a dot and the body, in hex or Base64.
 *
 * @param rule Which headers hold the time and the signature, and how far the time may be off.
 * @param secret Null when none is set: then none is right.
 * @throws HookError `SIGNATURE_MISSING`, `SIGNATURE_WRONG`, `SIGNATURE_EXPIRED`.
 */
export function checkSignature(
  rule: NonNullable<HookSettings["signature"]>,
  secret: string | null,
  request: { readonly headers: Headers; readonly body: Uint8Array; readonly nowMs: number },
): RightSignature {
  if (secret === null) throw new HookError(secretMissing);
  const time = request.headers[rule.timestampHeader];
  const given = bytesOf(request.headers[rule.header]);
  if (typeof time !== "string" || !/^\d{1,12}$/u.test(time) || given === null) {
    throw new HookError(signatureMissing);
  }
  const right = createHmac("sha256", secret).update(`${time}.`).update(request.body).digest();
  if (!timingSafeEqual(given, right)) throw new HookError(signatureWrong);
  const signedMs = Number(time) * 1000;
  const windowMs = rule.windowSeconds * 1000;
  if (Math.abs(request.nowMs - signedMs) > windowMs) throw new HookError(signatureExpired);
  return { bytes: right, expiresAt: new Date(signedMs + windowMs) };
}

/** The bytes that 64 hex digits or 43 characters of Base64 or Base64url say; null for all else. */
function bytesOf(header: string | string[] | undefined): Buffer | null {
  if (typeof header !== "string") return null;
  if (/^[0-9a-f]{64}$/iu.test(header)) return Buffer.from(header, "hex");
  return /^[\w+/-]{43}=?$/u.test(header) ? Buffer.from(header, "base64") : null;
}
