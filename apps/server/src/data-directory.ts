import { access, chmod, constants, mkdir } from "node:fs/promises";

import { StartError } from "./start-error.ts";

/**
 * As root, the embedded database runs as another user: it may pass through, and list nothing. What
 * lies in the directory is readable by its own user alone.
 */
const mode = process.getuid?.() === 0 ? 0o711 : 0o700;

/**
 * Makes the data directory unless it is there.
 *
 * @throws StartError `DATA_DIR_NOT_WRITABLE`.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode });
    if (made !== undefined) await chmod(path, mode);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      "DATA_DIR_NOT_WRITABLE",
      `The data directory ${path} cannot be written. Give its owner the right to, or set TRUNKLINE_DATA_DIR to another one.`,
      error,
    );
  }
}
