import { SimulatorError } from "../errors.ts";
import { isSid } from "../ids.ts";
import type { Account } from "./account.ts";

/**
 * Turns the text of an accounts file into accounts.
 * Errors: SIMULATOR_ACCOUNTS_UNREADABLE, naming the file and never what is in it.
 */
export function checkAccounts(text: string, file: string): Account[] {
  const accounts = parseAccounts(text);
  if (accounts !== null && accounts.length > 0) return accounts;
  throw new SimulatorError(
    "SIMULATOR_ACCOUNTS_UNREADABLE",
    `${file} does not hold simulator accounts. Move the file away to have new accounts made.`,
  );
}

function parseAccounts(text: string): Account[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !Array.isArray(value["accounts"])) return null;
    const accounts: unknown[] = value["accounts"];
    return accounts.every(isAccount) ? accounts : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether a value that was read is an account. */
export function isAccount(value: unknown): value is Account {
  return (
    isRecord(value) &&
    typeof value["accountSid"] === "string" &&
    isSid("AC", value["accountSid"]) &&
    typeof value["authToken"] === "string" &&
    isListOf(value["apiKeys"], isApiKey) &&
    isListOf(value["numbers"], isText) &&
    isListOf(value["services"], isService) &&
    typeof value["test"] === "boolean" &&
    typeof value["createdAt"] === "string"
  );
}

const isApiKey = (value: unknown) =>
  isRecord(value) && isText(value["sid"]) && isText(value["secret"]);

const isService = (value: unknown) =>
  isRecord(value) && isText(value["sid"]) && isListOf(value["senders"], isText);

const isText = (value: unknown) => typeof value === "string";

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
