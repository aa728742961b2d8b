import { randomBytes } from "node:crypto";
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { faultOf, type FolderFault } from "./folder-faults.ts";
import { surveyFolder } from "./survey-folder.ts";

/** What was done to a folder. */
export type FolderWriting =
  | {
      readonly kind: "written";
      readonly written: readonly string[];
      readonly removed: readonly string[];
      readonly unchanged: number;
    }
  | { readonly kind: "refused"; readonly faults: readonly FolderFault[] };

/**
 * Makes a folder hold an app's files: writes those that differ, each in one step, and removes the
 * documents that the app has no longer. All other files stay as they are. Nothing is done to a
 * folder that has something in it and is no app's, or in which a file of the app's is a link.
 *
 * @param options `force`: write into a folder that is no app's, too.
 */
export async function writeFolder(
  dir: string,
  files: ReadonlyMap<string, string>,
  options: { readonly force: boolean },
): Promise<FolderWriting> {
  const survey = await surveyFolder(dir);
  if (!survey.isApp && !survey.isEmpty && !options.force) {
    return { kind: "refused", faults: [faultOf("", noApp, "Name another one, or add --force.")] };
  }
  const gone = survey.isApp ? survey.documents.filter((path) => !files.has(path)) : [];
  const links = await linksAmong(dir, ["connections", "flows", ...files.keys(), ...gone]);
  if (links.length > 0) return { kind: "refused", faults: links };
  const written = await writeChanged(dir, files);
  for (const path of gone) await rm(join(dir, path));
  return { kind: "written", written, removed: gone, unchanged: files.size - written.length };
}

const noApp =
  "the folder has files in it and is no app's: it has no app.json that trunkline wrote.";

async function linksAmong(dir: string, paths: readonly string[]): Promise<FolderFault[]> {
  const faults: FolderFault[] = [];
  for (const path of paths) {
    const kind = await kindOf(join(dir, path));
    const expected = path.includes(".json") ? "file" : "folder";
    if (kind === null || kind === expected) continue;
    faults.push(faultOf(path, kind === "link" ? isLink : `it is no ${expected}.`));
  }
  return faults;
}

const isLink = "it is a link, and links are not followed.";

async function kindOf(path: string): Promise<"file" | "folder" | "link" | "other" | null> {
  try {
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) return "link";
    if (stat.isDirectory()) return "folder";
    return stat.isFile() ? "file" : "other";
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

/** The app's own file comes last: a folder that is not whole yet is no app's. */
async function writeChanged(dir: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const written: string[] = [];
  for (const path of [...files.keys()].toSorted(appFileLast)) {
    const file = join(dir, path);
    const text = files.get(path) ?? "";
    if ((await readIfThere(file)) === text) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeInOneStep(file, text);
    written.push(path);
  }
  return written;
}

function appFileLast(a: string, b: string): number {
  return Number(a === "app.json") - Number(b === "app.json") || (a < b ? -1 : 1);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

async function writeInOneStep(file: string, text: string): Promise<void> {
  const beside = join(dirname(file), `.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
