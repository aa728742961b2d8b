import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { lockName } from "./embedded-postgres.ts";
import { isSystemError } from "./errors.ts";
import { withLock } from "./lock.ts";
import { stopPostmaster } from "./postmaster.ts";
import { countUsers } from "./users.ts";

async function stopIfAbandoned(control: string): Promise<boolean> {
  return withLock(join(control, lockName), async () => {
    if ((await countUsers(control)) > 0) return false;
    await stopPostmaster(join(control, "cluster"));
    return true;
  });
}

/**
 * Stops and removes the data directories in `folder` whose name begins with `prefix` and whose
 * users were all killed. Those of other people, or just being made, are left alone.
 */
export async function removeAbandoned(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = join(folder, name);
    const control = join(dataDir, "postgres");
    try {
      // The folder of users is made last in a start; without it, one may be under way.
      const contents = await readdir(control);
      if (!contents.includes("users") || !(await stopIfAbandoned(control))) continue;
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      if (!isSystemError(error, "ENOENT", "EACCES", "DIRECTORY_NOT_WRITABLE")) throw error;
    }
  }
}
