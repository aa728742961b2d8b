import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { SimulatorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { checkAccounts } from "./check-accounts.ts";
import { makeAccounts } from "./make-accounts.ts";

/**
 * Reads `<dataDir>/simulator/accounts.json`, making it at the first start.
 * Effects: creates the folder (0700) and the file (0600); a file that is there is never overwritten,
 * also when two simulators start at once.
 * Errors: SIMULATOR_DATA_DIR_UNUSABLE, SIMULATOR_ACCOUNTS_UNREADABLE.
 */
export async function openAccountsFile(dataDir: string): Promise<Account[]> {
  const folder = join(dataDir, "simulator");
  const file = join(folder, "accounts.json");
  const kept = await readAccounts(file);
  if (kept !== null) return kept;
  const made = makeAccounts(new Date());
  const isNew = await writeOnce(folder, file, made);
  return isNew ? made : ((await readAccounts(file)) ?? made);
}

async function readAccounts(file: string): Promise<Account[] | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw unusable(file, error);
  }
  return checkAccounts(text, file);
}

/**
 * The data directory is shared with the product, whose database runs as another user when root
 * starts it: that user may pass through.
 */
const sharedMode = process.getuid?.() === 0 ? 0o711 : 0o700;

async function writeOnce(folder: string, file: string, accounts: Account[]): Promise<boolean> {
  const draft = join(folder, `accounts.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(folder), { recursive: true, mode: sharedMode });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, `${JSON.stringify({ accounts }, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw unusable(file, error);
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw unusable(file, error);
  } finally {
    await unlink(draft);
  }
}

function unusable(file: string, cause: unknown): SimulatorError {
  return new SimulatorError(
    "SIMULATOR_DATA_DIR_UNUSABLE",
    `The simulator cannot keep its accounts in ${file}. Make the folder writable, or set TRUNKLINE_DATA_DIR to one that is.`,
    { cause },
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
