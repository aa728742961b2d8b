import { createHmac } from "node:crypto";

/**
 * The `X-Twilio-Signature` of a form post: the URL, then every name and value in the order of the names.
 * Source: https://www.twilio.com/docs/usage/security (2026-04).
 */
export function signForm(
  authToken: string,
  url: string,
  fields: readonly (readonly [string, string])[],
): string {
  const ordered = fields.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  const text = url + ordered.map(([name, value]) => name + value).join("");
  return createHmac("sha1", authToken).update(text, "utf8").digest("base64");
}
