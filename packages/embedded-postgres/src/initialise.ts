import { randomBytes, randomUUID } from "node:crypto";
import { chown, mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { Binaries } from "./binaries.ts";
import { exists, replaceFile, syncDirectory } from "./directories.ts";
import { EmbeddedPostgresError, asDirectoryError, isSystemError } from "./errors.ts";
import { rememberPlace, type Place } from "./place.ts";
import { runProgram } from "./run-program.ts";

const initdbArguments = [
  "--username=postgres",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  // The system's C.UTF-8 isn't everywhere; PostgreSQL's own is, and nothing else needs a locale.
  "--locale=C",
  "--auth-local=reject",
  "--auth-host=scram-sha-256",
];

/** The password of the role `trunkline`, made once and kept in a file that only we read. */
export async function readOrMakePassword(control: string): Promise<string> {
  const path = join(control, "password");
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw asDirectoryError(error, control);
  }
  const password = randomBytes(24).toString("base64url");
  await replaceFile(path, `${password}\n`, 0o600);
  return password;
}

async function mustSucceed(
  program: string,
  args: readonly string[],
  options: { runAs: Place["runAs"]; input?: string },
): Promise<void> {
  const { exitCode, output } = await runProgram(program, args, options);
  // A standalone server reports a refused statement and ends with 0 all the same.
  if (exitCode === 0 && !/\b(ERROR|FATAL):/.test(output)) return;
  const lines = output.trimEnd().split("\n").slice(-6).join("\n");
  throw new EmbeddedPostgresError(
    "INIT_FAILED",
    `The embedded database could not be made: ${basename(program)} ended with ${exitCode}` +
      // A refused statement is quoted in the output, and ours holds the password.
      (options.input === undefined ? `:\n${lines}` : "."),
  );
}

/** What an earlier first start left when it was killed midway. */
async function removeLeftovers(cluster: string): Promise<void> {
  const prefix = `${basename(cluster)}.new-`;
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(prefix)) continue;
    await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function fill(draft: string, place: Place, binaries: Binaries, durable: boolean) {
  const { runAs } = place;
  await mkdir(draft, { mode: 0o700 });
  if (runAs !== undefined) await chown(draft, runAs.uid, runAs.gid);
  const sync = durable ? [] : ["--no-sync"];
  await mustSucceed(binaries.initdb, ["-D", draft, ...initdbArguments, ...sync], { runAs });
  const password = await readOrMakePassword(place.control);
  // One statement a line. The role is no superuser, like that of a hosted PostgreSQL.
  const input =
    `CREATE ROLE trunkline LOGIN CREATEDB PASSWORD '${password}'\n` +
    "CREATE DATABASE trunkline OWNER trunkline\n";
  const single = ["--single", "-D", draft, "-c", `fsync=${durable ? "on" : "off"}`, "postgres"];
  await mustSucceed(binaries.postgres, single, { runAs, input });
}

/**
 * Makes the cluster with its role and database. It is made beside its place and moved there when
 * complete, so a start that is killed midway leaves nothing that looks like a cluster.
 */
export async function initialise(
  place: Place,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  await removeLeftovers(place.cluster);
  const draft = `${place.cluster}.new-${randomUUID()}`;
  try {
    await fill(draft, place, binaries, durable);
    await rename(draft, place.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
    throw asDirectoryError(error, dirname(place.cluster));
  }
  await rememberPlace(place);
  await syncDirectory(dirname(place.cluster));
}

/** Refuses a cluster that another major version made; its files mean something else. */
export async function requireSameMajorVersion(place: Place, binaries: Binaries): Promise<void> {
  const path = join(place.cluster, "PG_VERSION");
  const found = (
    await readFile(path, "utf8").catch((error: unknown) => {
      throw asDirectoryError(error, place.cluster);
    })
  ).trim();
  if (found === binaries.majorVersion) return;
  throw new EmbeddedPostgresError(
    "OTHER_MAJOR_VERSION",
    `The database in ${place.cluster} was made by PostgreSQL ${found}; this release brings ` +
      `${binaries.majorVersion} and leaves it untouched. Either start it with a PostgreSQL ${found} ` +
      "of your own and set TRUNKLINE_DATABASE_URL to it, or copy it with pg_dump into a " +
      `PostgreSQL ${binaries.majorVersion} and set TRUNKLINE_DATABASE_URL to that.`,
  );
}

/** Whether a complete cluster lies at its place. */
export function isInitialised(place: Place): Promise<boolean> {
  return exists(join(place.cluster, "PG_VERSION"));
}
