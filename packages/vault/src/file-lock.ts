import { mkdir, rmdir, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

const staleAfterMs = 10_000;
const lookAgainMs = 20;

/** The right to change a file, until it is disposed of. */
export interface FileLock extends AsyncDisposable {
  /** Look last thing before writing: throws if the lock was held so long that others may take it. */
  assertHeld(): void;
}

/**
 * Waits for the right to change a file, kept as a directory beside it (making one succeeds only
 * once). Holders need milliseconds; one that was killed blocks the others for ten seconds.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const lock = `${path}.lock`;
  while (!(await tryMake(lock))) {
    if (await isStale(lock)) await remove(lock);
    else await delay(lookAgainMs);
  }
  const since = performance.now();
  return {
    assertHeld() {
      if (performance.now() - since > staleAfterMs / 2) {
        throw new Error(`Changing ${path} took too long; nothing was changed, try again`);
      }
    },
    [Symbol.asyncDispose]: () => remove(lock),
  };
}

/** Whether an error of the file system has this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function tryMake(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs > staleAfterMs;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

async function remove(lock: string): Promise<void> {
  try {
    await rmdir(lock);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}
