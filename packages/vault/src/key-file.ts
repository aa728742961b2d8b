import { randomUUID } from "node:crypto";
import {
  chown,
  type FileHandle,
  link,
  open,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname } from "node:path";

import { VaultError } from "./errors.ts";
import { hasCode, lockFile } from "./file-lock.ts";
import { formatKeyFile, parseKeyFile, withCurrentKey } from "./key-file-text.ts";
import { MasterKey } from "./master-key.ts";

const ownerOnly = 0o600;
const groupAndOthers = 0o077;

/**
 * Reads the keys of a key file, the current one first; null when there is no such file.
 *
 * Errors: `VAULT_KEY_FILE_PERMISSIONS` when others can read it or this user can't,
 * `VAULT_KEY_FILE_MALFORMED` with the number of the line.
 */
export async function readMasterKeyFile(path: string): Promise<MasterKey[] | null> {
  const text = await readPrivateText(path);
  return text === null ? null : parseKeyFile(text, path);
}

/**
 * Makes a key file with one new key and returns its keys. If there is one already, or another
 * process is quicker, that one stays and its keys are returned: nothing is ever overwritten.
 *
 * Effects: when it returns, the file is on disk, complete, and readable by its owner alone.
 */
export async function createMasterKeyFile(path: string): Promise<MasterKey[]> {
  const text = formatKeyFile([MasterKey.generate()]);
  await writeAside(path, text, async (aside) => {
    try {
      // A link appears with its whole contents or not at all, and never replaces a file.
      await link(aside, path);
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
  });
  return (await readMasterKeyFile(path)) ?? missing(path);
}

/**
 * Makes a key the current one of a key file; the old keys stay behind it, comments too. Twice is
 * safe. Processes that do it at the same time wait for each other, so that no key is lost.
 *
 * Errors: as for `readMasterKeyFile`, and the file system's `ENOENT` when there is no such file.
 * Effects: when it returns, the file is on disk; at every moment it is either the old or the new.
 */
export async function addMasterKeyToFile(path: string, key: MasterKey): Promise<void> {
  const real = await realpath(path);
  await using lock = await lockFile(real);
  const text = (await readPrivateText(real)) ?? missing(path);
  if (parseKeyFile(text, path)[0]?.id === key.id) return;
  const owner = await stat(real);
  await writeAside(real, withCurrentKey(text, key), async (aside) => {
    // Root may do this for the server's user, who must still be able to read it.
    if (owner.uid !== process.geteuid?.()) await chown(aside, owner.uid, owner.gid);
    lock.assertHeld();
    await rename(aside, real);
  });
}

function missing(path: string): never {
  throw new VaultError("VAULT_KEY_FILE_MALFORMED", `The master key file ${path} is missing.`);
}

async function readPrivateText(path: string): Promise<string | null> {
  const file = await openIfThere(path);
  if (file === null) return null;
  try {
    // Asked of the open file and not of the path, so that nobody can swap it in between.
    const stats = await file.stat();
    if (!stats.isFile()) {
      throw new VaultError("VAULT_KEY_FILE_MALFORMED", `The master key file ${path} is no file.`);
    }
    if (process.platform !== "win32" && (stats.mode & groupAndOthers) !== 0) {
      throw permissions(`Others than its owner can read ${path}`, `chmod 600 ${quoted(path)}`);
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (cause) {
    if (hasCode(cause, "ENOENT")) return null;
    if (!hasCode(cause, "EACCES")) throw cause;
    const cure = `chown "$(id -un)" ${quoted(path)} && chmod 600 ${quoted(path)}`;
    throw permissions(`This user cannot read ${path}`, cure, { cause });
  }
}

function permissions(what: string, cure: string, options?: ErrorOptions): VaultError {
  const message = `${what}, which holds the master keys. Type: ${cure}`;
  return new VaultError("VAULT_KEY_FILE_PERMISSIONS", message, options);
}

/** Writes a private file beside `path`, lets `place` bring it there, and leaves nothing behind. */
async function writeAside(
  path: string,
  text: string,
  place: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(aside, text, { flag: "wx", mode: ownerOnly, flush: true });
    await place(aside);
  } finally {
    await rm(aside, { force: true });
  }
  await syncDirectory(path);
}

/** A new name is on disk only once its directory is; Windows has no such call and no need of it. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(dirname(path), "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
