import type { VersionMatch } from "../../../apps/index.ts";

/** The version that a checked `If-Match` header names. */
export function readIfMatch(headers: { readonly "if-match"?: string }): VersionMatch {
  const given = headers["if-match"];
  if (given === undefined) return null;
  return given === "*" ? "any" : Number(given.replaceAll(/\D/gu, ""));
}
