import { lstat, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { isSystemError } from "./errors.ts";

async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return true;
    throw error;
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages can't hold links; the package lists them for a script that npm may not run. */
export async function missingLinks(folder: string): Promise<Link[]> {
  const listed = JSON.parse(await readFile(join(folder, "native/pg-symlinks.json"), "utf8"));
  const missing: Link[] = [];
  for (const link of listed as Link[]) {
    if (await isMissing(join(folder, link.target))) missing.push(link);
  }
  return missing;
}

/** Adds links to a package, or to a copy of it; another process may do so at the same time. */
export async function addLinks(folder: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of links) {
    try {
      await symlink(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if (!isSystemError(error, "EEXIST")) throw error; // Another process was faster.
    }
  }
}
