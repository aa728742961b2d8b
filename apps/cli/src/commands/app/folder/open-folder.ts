import type { Dir } from "node:fs";
import { lstat, opendir } from "node:fs/promises";

import { usageError } from "../../../errors.ts";
import { FileFault } from "./file-fault.ts";

/**
 * Opens a folder to go through its entries. The app's own folder may be a link, for its person has
 * named it; those inside may not.
 *
 * @throws FileFault when it is a link, a file, or cannot be read; CliError `USAGE_WRONG` when the
 *   app's folder is none.
 */
export async function openFolder(path: string, isTop: boolean): Promise<Dir> {
  try {
    if (!isTop && (await lstat(path)).isSymbolicLink()) {
      throw new FileFault("it is a link, and links are not followed.");
    }
    return await opendir(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
    if (code === null) throw cause;
    const message = code === "ENOTDIR" ? "is a file, and no folder" : `cannot be read (${code})`;
    if (isTop) throw usageError(`${path} ${message}.`, "Name the folder of an app.");
    throw new FileFault(`it ${message}.`);
  }
}
