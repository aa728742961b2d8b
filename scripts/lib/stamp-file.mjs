import fs from "node:fs";
import path from "node:path";

import { cacheDir } from "./root.mjs";

/**
 * The text of a stamp, or null when there is none: what it stands for then counts as never done.
 */
export function readStamp(name, { dir = cacheDir } = {}) {
  try {
    return fs.readFileSync(path.join(dir, name), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** Notes that the work a stamp stands for is done, for the given state of its inputs. */
export function writeStamp(name, text, { dir = cacheDir } = {}) {
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, name), text);
}
