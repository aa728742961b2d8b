import { join } from "node:path";

import { prepareBinaries } from "./binaries.ts";
import { EmbeddedPostgres, lockName } from "./embedded-postgres.ts";
import { ensureRunning } from "./ensure-running.ts";
import {
  initialise,
  isInitialised,
  readOrMakePassword,
  requireSameMajorVersion,
} from "./initialise.ts";
import { withLock } from "./lock.ts";
import { choosePlace, prepareControl, systemDirectory, type Place } from "./place.ts";
import { addUser } from "./users.ts";

/** How to start the embedded database. */
export interface StartEmbeddedPostgresOptions {
  /** The product's data directory; the cluster lies in its folder `postgres`. */
  readonly dataDir: string;
  /** A port it must have. Without one it gets a free one at the first start, and keeps it. */
  readonly port?: number;
  /** Told in a sentence what a person should know: an unusual place, a death, a return. */
  readonly onNotice?: (text: string) => void;
  /** Whether the last process to end its use stops PostgreSQL (default: true). */
  readonly stopOnDispose?: boolean;
}

/** `startEmbeddedPostgres` plus what only tests may ask for. */
export interface OpenOptions extends StartEmbeddedPostgresOptions {
  readonly durable: boolean;
}

function tellPlace(place: Place, onNotice: (text: string) => void): void {
  if (place.location === "data-directory") return;
  onNotice(
    `The embedded database lies in ${place.home}: PostgreSQL does not run as root, ` +
      `and another user cannot get to ${place.control}.`,
  );
}

async function open(control: string, options: OpenOptions): Promise<EmbeddedPostgres> {
  const { durable, onNotice = () => undefined, stopOnDispose = true } = options;
  const place = await choosePlace(control);
  const copies = place.runAs === undefined ? control : systemDirectory;
  const binaries = await prepareBinaries(join(copies, "bin"), place.runAs);
  if (await isInitialised(place)) await requireSameMajorVersion(place, binaries);
  else await initialise(place, binaries, durable);
  tellPlace(place, onNotice);
  const password = await readOrMakePassword(control);
  const postmaster = await ensureRunning(place, {
    binaries,
    durable,
    port: options.port,
    oldBackendsPatienceMs: 60_000,
  });
  const user = await addUser(control);
  return new EmbeddedPostgres({
    place,
    binaries,
    durable,
    postmaster,
    password,
    user,
    stopOnDispose,
    onNotice,
  });
}

/** Opens the database of a data directory, durable or not. */
export async function openEmbeddedPostgres(options: OpenOptions): Promise<EmbeddedPostgres> {
  const control = await prepareControl(options.dataDir);
  return withLock(join(control, lockName), () => open(control, options));
}

/**
 * Starts the database of a data directory, making it at the first start, or joins one that runs
 * already: left by a process that was killed, or in use by another. It outlives a killed caller.
 *
 * Errors: `EmbeddedPostgresError`; each message says what to do.
 */
export function startEmbeddedPostgres(
  options: StartEmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  return openEmbeddedPostgres({ ...options, durable: true });
}
