import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { usageError } from "../../../errors.ts";
import { readAppFile } from "./app-file.ts";
import { documentFolders, documentNameOf, isForeign } from "./app-folder.ts";
import { FileFault } from "./file-fault.ts";
import { readJsonObject } from "./read-json.ts";

/** What a folder holds before something is written into it. */
export interface FolderSurvey {
  /** Whether there is nothing in it, or nothing but what one finds in any folder, such as `.git`. */
  readonly isEmpty: boolean;
  /** Whether it is an app's. */
  readonly isApp: boolean;
  /** The paths of the documents in it. */
  readonly documents: readonly string[];
}

/**
 * Looks at a folder that may not exist yet.
 *
 * @throws CliError `USAGE_WRONG` when it cannot be one.
 */
export async function surveyFolder(dir: string): Promise<FolderSurvey> {
  const names = await namesIn(dir, true);
  const documents: string[] = [];
  for (const folder of Object.keys(documentFolders)) {
    if (!names.includes(folder)) continue;
    const files = await namesIn(join(dir, folder), false);
    documents.push(
      ...files.filter((file) => documentNameOf(file) !== null).map((file) => `${folder}/${file}`),
    );
  }
  return { isEmpty: names.every(isForeign), isApp: await isApp(dir), documents };
}

async function namesIn(dir: string, isTop: boolean): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
    if (code === null) throw cause;
    if (code === "ENOENT" || (code === "ENOTDIR" && !isTop)) return [];
    const message = code === "ENOTDIR" ? "is a file, and no folder" : `cannot be read (${code})`;
    throw usageError(`${dir} ${message}.`, "Name a folder.");
  }
}

async function isApp(dir: string): Promise<boolean> {
  try {
    readAppFile(await readJsonObject(join(dir, "app.json")));
    return true;
  } catch (error) {
    if (error instanceof FileFault) return false;
    throw error;
  }
}
