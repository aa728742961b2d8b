import { hash, randomBytes } from "node:crypto";

import type { KeyKind } from "@trunkline/api-contract";

const randomKeyBytes = 32;
const prefixes: Readonly<Record<KeyKind, string>> = { api: "tlk_", "web-hook": "tlw_" };
const keyForm = /^tl[kw]_[\w-]{43}$/u;

/** A new key: what it opens, and 256 random bits. */
export function makeKeyText(kind: KeyKind): string {
  return prefixes[kind] + randomBytes(randomKeyBytes).toString("base64url");
}

/** Whether a text may be the key of a user: all else is not looked for. */
export function mayBeKey(text: string): boolean {
  return keyForm.test(text);
}

/**
 * What a key is found by: its SHA-256 in Base64. A key has 256 random bits, so a fast hash is
 * enough. Digests are looked up and compared in ordinary ways: how long that takes tells something
 * of the digest of what was sent, which nobody can aim at, and nothing of a key.
 */
export function digestOfKey(text: string): string {
  return hash("sha256", text, "base64");
}
