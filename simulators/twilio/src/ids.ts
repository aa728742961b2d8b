import { randomBytes, randomUUID } from "node:crypto";

/** The two letters that begin a Twilio identifier. */
export type SidPrefix = "AC" | "AP" | "MG" | "ME" | "MM" | "RQ" | "SK" | "SM" | "VA" | "VE";

/** A new identifier: the prefix and 32 lower-case hex digits. */
export function newSid(prefix: SidPrefix): string {
  return prefix + randomUUID().replaceAll("-", "");
}

/** A new auth token: 32 hex digits, all of them random. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}

const sidDigits = /^[0-9a-fA-F]{32}$/;

/** Whether the text is an identifier with this prefix. */
export function isSid(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && sidDigits.test(text.slice(2));
}
