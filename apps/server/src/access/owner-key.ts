import { randomBytes } from "node:crypto";
import { chmod, link, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { Secret } from "@trunkline/vault";

import { digestOfKey } from "./keys/key-text.ts";
import { writePrivateDraft, writePrivateFile } from "./private-file.ts";

/** The server's own API key, with which its owner does everything. */
export interface OwnerKey {
  /** A file that only its user can read and that holds the key alone. */
  readonly path: string;
  readonly key: Secret;
  /** What it is known by: see `digestOfKey`. */
  readonly digest: string;
}

const randomKeyBytes = 32;

/**
 * Finds the owner's key: the given one, else the one in the data directory, else a new one. The
 * key in force always stands in `owner.key`, for the command line and for scripts.
 *
 * @throws Error of the file system when the data directory cannot be written.
 */
export async function openOwnerKey(dataDir: string, given: Secret | null): Promise<OwnerKey> {
  const path = join(dataDir, "owner.key");
  const stored = await readStored(path);
  const key = given?.reveal() ?? stored ?? (await makeKey(path));
  if (given !== null && stored !== key) await writePrivateFile(path, `${key}\n`);
  await chmod(path, 0o600);
  return { path, key: new Secret(key), digest: digestOfKey(key) };
}

/** Tells the command line where the server is; readable by its user alone. */
export async function writeClientFile(dataDir: string, url: string, key: Secret): Promise<void> {
  const text = JSON.stringify({ url, apiKey: key.reveal() }, null, 2);
  await writePrivateFile(join(dataDir, "client.json"), `${text}\n`);
}

async function readStored(path: string): Promise<string | null> {
  try {
    const text = (await readFile(path, "utf8")).trim();
    return text === "" ? null : text;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Makes a random key; when another server is quicker, its key is the one that all use. */
async function makeKey(path: string): Promise<string> {
  const key = `tl_${randomBytes(randomKeyBytes).toString("base64url")}`;
  const draft = await writePrivateDraft(path, `${key}\n`);
  try {
    // A link appears with its whole contents and never takes the place of a file.
    await link(draft, path);
    return key;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const quicker = await readStored(path);
    if (quicker !== null) return quicker;
    // Somebody emptied the file by hand.
    await rename(draft, path);
    return key;
  } finally {
    await rm(draft, { force: true });
  }
}
