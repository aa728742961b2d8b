import type { ExecutorParts } from "../commands/index.ts";
import type { DataKeys } from "../connections/index.ts";
import type { Database } from "../database/index.ts";
import { interpretForm } from "./interpret-form.ts";
import { openKeptValues } from "./kept-values/kept-values.ts";
import { openLiveRuns } from "./living/live-runs.ts";
import { keepMarking } from "./living/mark-interrupted.ts";
import type { ServerLife } from "./living/server-life.ts";
import { openRunRecords } from "./recording/run-records.ts";
import { keepExpiringRuns } from "./recording/run-retention.ts";
import type { RunParts } from "./run-parts.ts";

/** What the room of runs is opened with. */
export interface RunsOptions {
  readonly database: Database;
  readonly dataKeys: DataKeys;
  readonly executor: ExecutorParts;
  /** Held for as long as this server may have runs under way. */
  readonly life: ServerLife;
  readonly onUnexpected: (error: unknown) => void;
  /** For how long runs under way may go on when the server stops, in milliseconds; 5 s when left out. */
  readonly shutdownWaitMs?: number;
}

/**
 * The room of runs: what `startHookRun` works with, and the work that goes on beside: marking the
 * runs of servers that died, deleting those whose time is over. Disposing it ends the runs that are
 * still under way as interrupted, and waits until all are stored.
 */
export interface Runs extends RunParts, AsyncDisposable {
  readonly pool: Database["pool"];
  readonly dataKeys: DataKeys;
}

const usualShutdownWaitMs = 5000;

/** Opens the room of runs. */
export function openRuns(options: RunsOptions): Runs {
  const { database, dataKeys, executor, life, onUnexpected } = options;
  const { pool } = database;
  const records = openRunRecords(database, life.server, onUnexpected);
  const live = openLiveRuns(records, options.shutdownWaitMs ?? usualShutdownWaitMs);
  const marking = keepMarking(pool, life, onUnexpected);
  const expiring = keepExpiringRuns(pool, onUnexpected);
  return {
    pool,
    dataKeys,
    executor,
    interpret: interpretForm,
    keptValues: openKeptValues(pool),
    records,
    live,
    onUnexpected,
    async [Symbol.asyncDispose]() {
      marking[Symbol.dispose]();
      expiring[Symbol.dispose]();
      await live[Symbol.asyncDispose]();
      await records[Symbol.asyncDispose]();
    },
  };
}
