import type { HookMethod } from "../resources/incoming-number.ts";
import { encodeForm } from "./encode-form.ts";
import { signForm } from "./sign.ts";

/** What a request to a web hook says. */
export interface Letter {
  readonly method: HookMethod;
  readonly fields: readonly (readonly [string, string])[];
  /** Another key than the account's token makes a signature that does not hold. */
  readonly signingKey: string;
  /** The same for every try. */
  readonly token: string;
}

/** A request that is ready to go. */
export interface SealedLetter {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Signs a request to this address, which has neither credentials nor overrides. The fields of a GET
 * are in its query, and so under the signature as part of the URL.
 */
export function seal(letter: Letter, url: string, authorization: string | null): SealedLetter {
  const { method, fields, signingKey, token } = letter;
  const form = encodeForm(fields);
  const isGet = method === "GET";
  const target = isGet && form !== "" ? `${url}${url.includes("?") ? "&" : "?"}${form}` : url;
  const headers: Record<string, string> = {
    "user-agent": "TwilioProxy/1.1",
    accept: "*/*",
    "x-twilio-signature": signForm(signingKey, target, isGet ? [] : fields),
    "i-twilio-idempotency-token": token,
    "x-home-region": "us1",
  };
  if (!isGet) headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8";
  if (authorization !== null) headers["authorization"] = authorization;
  return { url: target, headers, body: isGet ? "" : form };
}
