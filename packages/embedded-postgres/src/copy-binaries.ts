import { createHash, randomUUID } from "node:crypto";
import { chmod, cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { exists, makeDirectory } from "./directories.ts";
import { isSystemError } from "./errors.ts";
import { addLinks, missingLinks } from "./package-links.ts";

/** Names a copy by what it is, so that another release brings its own. */
export function hashOf(version: string): string {
  const what = `${process.platform}-${process.arch}@${version}`;
  return createHash("sha256").update(what).digest("hex").slice(0, 16);
}

/** Root's umask may have closed the installed files, and a copy keeps their modes. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith("bin") ? 0o755 : 0o644);
  }
}

async function fill(draft: string, folder: string): Promise<void> {
  await makeDirectory(draft, 0o755);
  await cp(join(folder, "native"), join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  await addLinks(draft, await missingLinks(draft));
  await openToAll(join(draft, "native"));
}

/**
 * Copies the package's programs to `copy`, for everyone to run. The copy appears at once under its
 * final name, so nobody runs half of one; whoever comes second uses the first one's.
 */
export async function copyBinaries(folder: string, copy: string): Promise<string> {
  if (await exists(copy)) return copy;
  const draft = `${copy}.${randomUUID()}`;
  try {
    await fill(draft, folder);
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!isSystemError(error, "EEXIST", "ENOTEMPTY")) throw error;
  }
  return copy;
}
