import { spawn } from "node:child_process";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { Binaries } from "./binaries.ts";
import { exists, keepFile, replaceFile } from "./directories.ts";
import { EmbeddedPostgresError, isSystemError } from "./errors.ts";
import type { Place } from "./place.ts";
import { isAlive, isMarkAlive, markOf, wasStartedWith } from "./processes.ts";
import { asSpawnError, spawnOptions } from "./run-program.ts";
import { logSize, openLog, readLogTail } from "./server-log.ts";
import { hostRules, ownSettingsText, settingsText, type ClusterSettings } from "./settings.ts";

const pollMs = 5;
const readyPatienceMs = 120_000;
const fastStopPatienceMs = 10_000;
const immediateStopPatienceMs = 10_000;

/** Larger than any process number, so it is nobody's. */
const impossiblePid = 2_147_483_646;

/** The first process of a running PostgreSQL. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

type Sighting = Postmaster & { readonly isReady: boolean };

/**
 * Reads `postmaster.pid`: number, directory, start time, port, socket, address, shared memory,
 * state. Source: https://www.postgresql.org/docs/18/storage-file-layout.html, `miscadmin.h`.
 */
async function readPidFile(cluster: string): Promise<Sighting | undefined> {
  try {
    const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 ? { pid, port, isReady: lines[7]?.trim() === "ready" } : undefined;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** The cluster's living postmaster, ready or not; `undefined` when there is none. */
async function sight(cluster: string): Promise<Sighting | undefined> {
  const found = await readPidFile(cluster);
  return found !== undefined && wasStartedWith(found.pid, cluster) ? found : undefined;
}

/**
 * The running postmaster, waited for while it starts or stops. `undefined` when there is none,
 * also when it ended meanwhile.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const giveUpAt = Date.now() + readyPatienceMs;
  for (;;) {
    const found = await sight(cluster);
    if (found === undefined || found.isReady) return found;
    if (Date.now() > giveUpAt) {
      throw new EmbeddedPostgresError(
        "START_FAILED",
        `PostgreSQL (process ${found.pid}) runs on ${cluster}, but was not ready within ` +
          `${readyPatienceMs / 1000} s.`,
      );
    }
    await delay(pollMs);
  }
}

/**
 * After a reboot another process may have got the number in a left-over `postmaster.pid`, and
 * PostgreSQL would refuse to start because of it. Only the number is replaced: the file's other
 * lines are how PostgreSQL notices that old backends are still there.
 */
async function disownPidFile({ cluster, runAs }: Place): Promise<void> {
  const found = await readPidFile(cluster);
  if (found === undefined || !isAlive(found.pid)) return;
  const path = join(cluster, "postmaster.pid");
  const lines = (await readFile(path, "utf8")).split("\n");
  const draft = `${path}.disowned-${process.pid}`;
  const handle = await open(draft, "wx", 0o600);
  await handle.writeFile([impossiblePid, ...lines.slice(1)].join("\n"));
  if (runAs !== undefined) await handle.chown(runAs.uid, runAs.gid);
  await handle.close();
  await rename(draft, path);
}

async function writeSettings(home: string, settings: ClusterSettings): Promise<void> {
  for (const [name, text] of [
    ["postgresql.conf", settingsText(settings)],
    ["pg_hba.conf", hostRules],
  ] as const) {
    await keepFile(join(home, name), text, 0o644);
  }
  const own = join(home, "own.conf");
  if (!(await exists(own))) await replaceFile(own, ownSettingsText, 0o644);
}

/** Why a start came to nothing; some reasons pass by themselves. */
export type StartFailure = "old-backends" | "port-taken" | "other";

function failureIn(log: string): StartFailure {
  if (log.includes("pre-existing shared memory block")) return "old-backends";
  if (log.includes("could not create any TCP/IP sockets")) return "port-taken";
  return "other";
}

/** A start that came to nothing, with what the log said. */
export interface FailedStart {
  readonly failure: StartFailure;
  readonly log: string;
}

async function spawnDetached({ home, cluster, runAs }: Place, binaries: Binaries) {
  const log = await openLog(home);
  try {
    const child = spawn(
      binaries.postgres,
      [
        "-D",
        cluster,
        "-c",
        `config_file=${home}/postgresql.conf`,
        "-c",
        `hba_file=${home}/pg_hba.conf`,
      ],
      // A session of its own: Ctrl-C in a terminal reaches us, and we stop it in order.
      { ...spawnOptions(runAs), detached: true, stdio: ["ignore", log.fd, log.fd] },
    );
    child.unref();
    const failed = new Promise<Error>((resolve) => child.once("error", resolve));
    if (child.pid === undefined) throw asSpawnError(await failed, binaries.postgres);
    return child;
  } finally {
    await log.close();
  }
}

/**
 * Starts a postmaster that outlives this process, and waits until it takes connections.
 * Effects: writes settings and host rules; the caller holds the lock and has seen none running.
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  settings: ClusterSettings,
): Promise<Postmaster | FailedStart> {
  await disownPidFile(place);
  await writeSettings(place.home, settings);
  const logStart = await logSize(place.home);
  const child = await spawnDetached(place, binaries);
  while (child.exitCode === null && child.signalCode === null) {
    const found = await readPidFile(place.cluster);
    if (found?.pid === child.pid && found?.isReady) return found;
    await delay(pollMs);
  }
  const log = await readLogTail(place.home, logStart);
  return { failure: failureIn(log), log };
}

async function hasEnded(mark: string, patienceMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + patienceMs;
  while (isMarkAlive(mark)) {
    if (Date.now() > giveUpAt) return false;
    await delay(pollMs);
  }
  return true;
}

/**
 * Stops the cluster's postmaster if one runs: open transactions are rolled back, all is flushed.
 * Asked while it recovers from a killed backend, PostgreSQL 18 may never finish a fast shutdown;
 * the immediate one that follows loses nothing, the next start recovers.
 */
export async function stopPostmaster(cluster: string): Promise<void> {
  const found = await sight(cluster);
  const mark = found && markOf(found.pid);
  if (found === undefined || mark === undefined) return;
  for (const [signal, patienceMs] of [
    ["SIGINT", fastStopPatienceMs],
    ["SIGQUIT", immediateStopPatienceMs],
  ] as const) {
    process.kill(found.pid, signal);
    if (await hasEnded(mark, patienceMs)) return;
  }
  throw new EmbeddedPostgresError(
    "STOP_FAILED",
    `PostgreSQL (process ${found.pid}) on ${cluster} does not stop.`,
  );
}

/**
 * Ends a postmaster whose data directory is gone. Not by SIGKILL: without its files the autovacuum
 * launcher runs from error to error and would never notice that its parent died.
 */
export function quitPostmaster(pid: number, cluster: string): void {
  if (wasStartedWith(pid, cluster)) process.kill(pid, "SIGQUIT");
}
