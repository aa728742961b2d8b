import {
  access,
  chmod,
  constants,
  mkdir,
  open,
  readFile,
  rename,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname } from "node:path";

import { asDirectoryError, isSystemError } from "./errors.ts";

/**
 * Makes `path` and what is missing above it, each with exactly `mode`: the umask of a careful
 * root would close them to the user that PostgreSQL runs as. Existing folders keep their mode.
 */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  try {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let at = path; at.length >= first.length; at = dirname(at)) await chmod(at, mode);
  } catch (error) {
    throw asDirectoryError(error, path);
  }
}

/** Throws `DIRECTORY_NOT_WRITABLE` unless this process can make files in `path`. */
export async function requireWritable(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw asDirectoryError(error, path);
  }
}

/** Whether something lies at `path`; folders closed to this process are an error. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return false;
    throw asDirectoryError(error, path);
  }
}

/** Writes a small file at once, with exactly `mode`: a reader, or a start after a crash, sees the old or the new text. */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode, flush: true });
  await chmod(draft, mode);
  await rename(draft, path);
}

/** Like `replaceFile`, but leaves a file that says so already alone: its sync costs a start time. */
export async function keepFile(path: string, text: string, mode: number): Promise<void> {
  if ((await exists(path)) && (await readFile(path, "utf8")) === text) return;
  await replaceFile(path, text, mode);
}

/** Makes names that were added to or removed from a folder survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
