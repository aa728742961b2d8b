import { randomUUID } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { makeDirectory } from "./directories.ts";
import { isMarkAlive, markOf } from "./processes.ts";

/**
 * Who uses a cluster: one file per use, holding the mark of its process. Read and written under
 * the cluster's lock only, so that the last one out knows that it is the last.
 */
function usersFolder(control: string): string {
  return join(control, "users");
}

/** Notes a use by this process; the answer is its file, for `removeUser`. */
export async function addUser(control: string): Promise<string> {
  await makeDirectory(usersFolder(control), 0o755);
  const file = join(usersFolder(control), randomUUID());
  await writeFile(file, markOf(process.pid) ?? "", { mode: 0o644 });
  return file;
}

/** Ends a use. */
export async function removeUser(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** How many uses are left; those of dead processes are cleared away. */
export async function countUsers(control: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(usersFolder(control))) {
    const file = join(usersFolder(control), name);
    if (isMarkAlive(await readFile(file, "utf8"))) count += 1;
    else await rm(file, { force: true });
  }
  return count;
}
