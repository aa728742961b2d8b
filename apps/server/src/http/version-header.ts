import type { VersionMatch } from "../database/index.ts";

/** The version that a checked `If-Match` header names. */
export function readIfMatch(headers: { readonly "if-match"?: string }): VersionMatch {
  const given = headers["if-match"];
  if (given === undefined) return null;
  return given === "*" ? "any" : Number(given.replaceAll(/\D/gu, ""));
}

/** The ETag of a draft's version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
