import { join } from "node:path";

import type { Binaries } from "./binaries.ts";
import { exists } from "./directories.ts";
import { ensureRunning } from "./ensure-running.ts";
import { withLock } from "./lock.ts";
import type { Place } from "./place.ts";
import { quitPostmaster, stopPostmaster, type Postmaster } from "./postmaster.ts";
import { boundLog } from "./server-log.ts";
import { supervise } from "./supervision.ts";
import { countUsers, removeUser } from "./users.ts";

/** What a running database was opened with. */
export interface Opened {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly durable: boolean;
  readonly postmaster: Postmaster;
  readonly password: string;
  /** The file that says this process uses the cluster. */
  readonly user: string;
  readonly stopOnDispose: boolean;
  readonly onNotice: (text: string) => void;
}

/** `restarting` while a dead postmaster is brought back: queries fail until it is `running`. */
export type EmbeddedPostgresStatus = "running" | "restarting" | "stopped";

/** The name of the cluster's lock among our own files. */
export const lockName = "start.lock";

/**
 * A PostgreSQL of this machine in use by this process. It is watched, and started again on the
 * same port when it dies. Disposing ends the use; the last use to end stops PostgreSQL.
 */
export class EmbeddedPostgres implements AsyncDisposable {
  readonly #opened: Opened;
  readonly #ending = new AbortController();
  readonly #supervision: Promise<void>;
  #pid: number;
  #status: EmbeddedPostgresStatus = "running";

  constructor(opened: Opened) {
    this.#opened = opened;
    this.#pid = opened.postmaster.pid;
    this.#supervision = this.#supervise();
  }

  /** Holds the password: give it to a pool, never to a log. It stays the same over restarts. */
  get connectionString(): string {
    return `postgres://trunkline:${this.#opened.password}@127.0.0.1:${this.port}/trunkline`;
  }

  get port(): number {
    return this.#opened.postmaster.port;
  }

  /** The process number of PostgreSQL's first process. */
  get pid(): number {
    return this.#pid;
  }

  /** PostgreSQL's own data directory. */
  get dataDirectory(): string {
    return this.#opened.place.cluster;
  }

  /** Whether the cluster lies in the product's data directory, or where root had to put it. */
  get location(): "data-directory" | "system-directory" {
    return this.#opened.place.location;
  }

  get status(): EmbeddedPostgresStatus {
    return this.#status;
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return withLock(join(this.#opened.place.control, lockName), work);
  }

  #supervise(): Promise<void> {
    const { place, onNotice } = this.#opened;
    return supervise(
      {
        pid: () => this.#pid,
        cluster: place.cluster,
        onDeath: () => {
          this.#status = "restarting";
          onNotice("The embedded database has died and is being started again.");
        },
        revive: () => this.#revive(),
        onFailure: (error) => onNotice(error instanceof Error ? error.message : String(error)),
        upkeep: () => boundLog(place.home),
      },
      this.#ending.signal,
    );
  }

  async #revive(): Promise<void> {
    const { place, binaries, durable } = this.#opened;
    await this.#locked(async () => {
      if (this.#ending.signal.aborted) return;
      const postmaster = await ensureRunning(place, {
        binaries,
        durable,
        port: this.port,
        // Short, because others wait for the lock; supervision comes again.
        oldBackendsPatienceMs: 1000,
      });
      this.#pid = postmaster.pid;
      this.#status = "running";
    });
    if (this.#status === "running") this.#opened.onNotice("The embedded database is back.");
  }

  /** Ends this use. Twice is safe: the second waits for the same end. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#status === "stopped") return;
    this.#ending.abort();
    await this.#supervision;
    this.#status = "stopped";
    const { place, user, stopOnDispose } = this.#opened;
    if (!(await exists(place.control))) return quitPostmaster(this.#pid, place.cluster);
    await this.#locked(async () => {
      await removeUser(user);
      if (stopOnDispose && (await countUsers(place.control)) === 0) {
        await stopPostmaster(place.cluster);
      }
    });
  }
}
