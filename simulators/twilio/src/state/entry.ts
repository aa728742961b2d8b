import type { Account } from "../accounts/account.ts";
import { isAccount } from "../accounts/check-accounts.ts";
import type { Resources } from "../resources/resources.ts";
import type { Message } from "../store/message.ts";

/** Everything that is kept and is no message. */
export interface Settings {
  readonly accounts: readonly Account[];
  readonly optOuts: readonly string[];
  readonly resources: ReturnType<Resources["save"]>;
}

/** One line of a state file. Of lines about the same thing the last one counts. */
export type Entry =
  | { readonly format: typeof format; readonly version: number }
  | { readonly settings: Settings }
  | { readonly message: Message }
  | { readonly removed: readonly number[] }
  | { readonly cleared: true };

/** What the first line of every state file says. */
export const format = "twilio-simulator-state";

/** The version of the lines below it. */
export const version = 1;

/** The line as an entry; null when it is none. */
export function readEntry(text: string): Entry | null {
  const value = parse(text);
  if (!isRecord(value)) return null;
  return isEntry(value) ? (value as unknown as Entry) : null;
}

function isEntry(value: Record<string, unknown>): boolean {
  const { settings, message, removed, cleared } = value;
  if (value["format"] === format) return value["version"] === version;
  if (settings !== undefined) return isSettings(settings);
  if (message !== undefined) return isMessage(message);
  if (removed !== undefined) return Array.isArray(removed) && removed.every(Number.isSafeInteger);
  return cleared === true;
}

function isSettings(value: unknown): boolean {
  return (
    isRecord(value) &&
    Array.isArray(value["accounts"]) &&
    value["accounts"].length > 0 &&
    value["accounts"].every(isAccount) &&
    isTexts(value["optOuts"]) &&
    isRecord(value["resources"]) &&
    Array.isArray(value["resources"]["numbers"]) &&
    Array.isArray(value["resources"]["services"])
  );
}

const texts = ["sid", "accountSid", "to", "body", "direction", "status"];
const numbers = ["seq", "createdAt", "updatedAt", "numSegments"];

function isMessage(value: unknown): boolean {
  return (
    isRecord(value) &&
    texts.every((name) => typeof value[name] === "string") &&
    numbers.every((name) => Number.isFinite(value[name])) &&
    Array.isArray(value["media"])
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
