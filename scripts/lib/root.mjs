import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone, wherever the script was started from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** A path in the clone, made absolute. */
export function fromRoot(file) {
  return path.join(root, file);
}

/** Where stamps of the scripts lie; inside `node_modules`, so a new install forgets them. */
export const cacheDir = fromRoot("node_modules/.cache/trunkline");
