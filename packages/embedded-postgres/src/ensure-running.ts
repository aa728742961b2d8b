import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { Binaries } from "./binaries.ts";
import { replaceFile } from "./directories.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Place } from "./place.ts";
import { choosePort, readPort } from "./port.ts";
import {
  findPostmaster,
  startPostmaster,
  type FailedStart,
  type Postmaster,
} from "./postmaster.ts";

const retryMs = 250;
const portTries = 5;

/** What a start needs besides the place. */
export interface StartOptions {
  readonly binaries: Binaries;
  readonly durable: boolean;
  /** The only port that will do; without it the last one, or a free one. */
  readonly port: number | undefined;
  /** How long to wait for the processes of a killed PostgreSQL to end. */
  readonly oldBackendsPatienceMs: number;
}

function startFailed(place: Place, { failure, log }: FailedStart): EmbeddedPostgresError {
  const reason =
    failure === "old-backends"
      ? `processes of the last PostgreSQL on ${place.cluster} have not ended`
      : failure === "port-taken"
        ? "its port is taken by another program"
        : "its log ends with";
  return new EmbeddedPostgresError(
    "START_FAILED",
    `The embedded database did not start: ${reason}:\n${log}`,
  );
}

async function start(place: Place, options: StartOptions): Promise<Postmaster> {
  const { binaries, durable } = options;
  const giveUpAt = Date.now() + options.oldBackendsPatienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await choosePort(await readPort(place.control)));
    const result = await startPostmaster(place, binaries, { port, durable });
    if ("pid" in result) return result;
    const mayPass =
      result.failure === "old-backends"
        ? Date.now() < giveUpAt
        : result.failure === "port-taken" && options.port === undefined && attempt < portTries;
    if (!mayPass) throw startFailed(place, result);
    await delay(retryMs);
  }
}

/**
 * The cluster's running postmaster: the one that runs already, else a new one.
 * The caller holds the cluster's lock. Effects: keeps the port for later starts.
 */
export async function ensureRunning(place: Place, options: StartOptions): Promise<Postmaster> {
  const running = await findPostmaster(place.cluster);
  const postmaster = running ?? (await start(place, options));
  if ((await readPort(place.control)) !== postmaster.port) {
    await replaceFile(join(place.control, "port"), `${postmaster.port}\n`, 0o644);
  }
  return postmaster;
}
