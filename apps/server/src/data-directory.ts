import { access, chmod, constants, mkdir } from "node:fs/promises";

import { StartError } from "./start-error.ts";

/**
 * Makes the data directory, readable by its user alone, unless it is there.
 *
 * @throws StartError `DATA_DIR_NOT_WRITABLE`.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(path, 0o700);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      "DATA_DIR_NOT_WRITABLE",
      `The data directory ${path} cannot be written. Give its owner the right to, or set TRUNKLINE_DATA_DIR to another one.`,
      error,
    );
  }
}
