import { createHash, randomUUID } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";

import { exists, makeDirectory, replaceFile, requireWritable } from "./directories.ts";
import { EmbeddedPostgresError, isSystemError } from "./errors.ts";
import { canReach, chooseRunAs, type RunAs } from "./run-as.ts";

/** Where a cluster lies that cannot lie in the data directory; only ever used by root. */
export const systemDirectory = "/var/lib/trunkline";

/** Where everything of one embedded database lies, and as whom it runs. */
export interface Place {
  /** Our own small files in the data directory: lock, password, port, users. */
  readonly control: string;
  /**
   * What surrounds the cluster: settings and log. It belongs to us and not to the user that
   * PostgreSQL runs as, so nothing there can lead root's writes elsewhere.
   */
  readonly home: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly location: "data-directory" | "system-directory";
  readonly runAs: RunAs | undefined;
}

/** Makes the folder for our own files below the product's data directory. */
export async function prepareControl(dataDir: string): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  await makeDirectory(dataDir, isRoot ? 0o711 : 0o700);
  const control = join(await realpath(dataDir), "postgres");
  await makeDirectory(control, isRoot ? 0o711 : 0o700);
  await requireWritable(control);
  return control;
}

async function readPointer(control: string): Promise<string | undefined> {
  try {
    return (await readFile(join(control, "location"), "utf8")).trim();
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Remembers a place outside of the data directory, once a database lies there. */
export async function rememberPlace({ control, home, location }: Place): Promise<void> {
  if (location === "data-directory") return;
  await replaceFile(join(control, "location"), `${home}\n`, 0o644);
}

async function placeFromPointer(control: string, home: string): Promise<Place> {
  const cluster = join(home, "cluster");
  if (!(await exists(join(cluster, "PG_VERSION")))) {
    throw new EmbeddedPostgresError(
      "START_FAILED",
      `The database of ${control} should lie in ${cluster}, but is not there. ` +
        `Bring it back, or remove ${control} to begin with an empty one.`,
    );
  }
  const runAs = await chooseRunAs(cluster);
  return { control, home, cluster, location: "system-directory", runAs };
}

/**
 * A name that nothing else has: if the data directory is removed and made again, the database
 * begins anew with it instead of an old one coming back.
 */
async function placeInSystemDirectory(control: string, runAs: RunAs): Promise<Place> {
  const hash = createHash("sha256").update(`${control}\n${randomUUID()}`).digest("hex");
  const home = join(systemDirectory, hash.slice(0, 16));
  await makeDirectory(home, 0o711);
  return { control, home, cluster: join(home, "cluster"), location: "system-directory", runAs };
}

/**
 * Decides where the cluster lies: where it was left, else in the data directory, else (for root,
 * when the user that PostgreSQL runs as cannot get there) in the system's own directory.
 */
export async function choosePlace(control: string): Promise<Place> {
  const pointer = await readPointer(control);
  if (pointer !== undefined) return placeFromPointer(control, pointer);
  const cluster = join(control, "cluster");
  const runAs = await chooseRunAs(cluster);
  if (runAs === undefined || (await canReach(control, runAs))) {
    return { control, home: control, cluster, location: "data-directory", runAs };
  }
  if (await exists(cluster)) {
    throw new EmbeddedPostgresError(
      "DIRECTORY_NOT_WRITABLE",
      `The database in ${cluster} runs as user ${runAs.uid}, to whom a folder above it is closed. ` +
        "Let others pass through those folders (chmod o+x).",
    );
  }
  return placeInSystemDirectory(control, runAs);
}
