import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

import type { FlowForm } from "../../apps/index.ts";
import {
  type Batcher,
  createBatcher,
  type Database,
  type Id,
  isDatabaseAway,
} from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import type { RunJournal } from "./run-journal.ts";
import { endRow, type RunRow, startRow } from "./run-row.ts";
import type { BegunRow } from "./run-starts.ts";
import { writeRuns } from "./run-statements.ts";
import { openTrace } from "./sealed-trace.ts";
import type { ReadEntry } from "./trace.ts";

/** The rows of this server's runs: written in batches, and never waited for by an answer. */
export interface RunRecords extends AsyncDisposable {
  /** The row to store when the run begins; null once it is stored. */
  startOf(journal: RunJournal): BegunRow | null;
  /** Says that the row was stored. */
  noteBegun(journal: RunJournal): void;
  /** Stores that a run has begun; it is committed when this resolves. */
  begin(journal: RunJournal): Promise<void>;
  /** Stores a run that has ended; while the database is away it is tried again and again. Never rejects. */
  end(journal: RunJournal, end: RunEnd): Promise<void>;
  /** What an earlier try of a run did, as far as it is stored. */
  entriesOf(form: FlowForm, run: Id<"run">): Promise<readonly ReadEntry[]>;
}

const batchMaxItems = 500;
const startsInFlight = 1;
/** One at a time: whoever writes a run twice has the second row stay. */
const endsInFlight = 1;
const waitingMax = 20_000;
const againMs = 200;
const shutdownWaitMs = 5000;

/** Opens the records of a server, which is told of rows that could not be written. */
export function openRunRecords(
  { pool, writes }: Pick<Database, "pool" | "writes">,
  server: Id<"srv">,
  onUnexpected: (error: unknown) => void,
): RunRecords {
  const write = async (rows: readonly RunRow[]) => {
    await writeRuns(writes, server, rows);
    return rows.map(() => undefined);
  };
  const starts = createBatcher({ write, maxItems: batchMaxItems, maxInFlight: startsInFlight });
  const ends = createBatcher({ write, maxItems: batchMaxItems, maxInFlight: endsInFlight });
  const begun = new WeakSet<RunJournal>();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const store = async (row: RunRow) => {
    try {
      await writeUntilStored(ends, writes, server, row, stopping.signal);
    } catch (error) {
      onUnexpected(error);
    }
  };
  return {
    startOf: (journal) => (begun.has(journal) ? null : { ...startRow(journal), server }),
    noteBegun: (journal) => void begun.add(journal),
    async begin(journal) {
      await starts.add(startRow(journal));
      begun.add(journal);
    },
    async end(journal, end) {
      if (underWay.size >= waitingMax) return onUnexpected(new RecordsFull());
      const stored = store(endRow(journal, end));
      underWay.add(stored);
      await stored;
      underWay.delete(stored);
    },
    entriesOf: (form, run) => readEntries(pool, form, run),
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      await Promise.race([Promise.allSettled(underWay), limit]);
      stopping.abort();
    },
  };
}

/** So many rows wait for the database that a run was let go unrecorded. */
class RecordsFull extends Error {
  override readonly name = "RecordsFull";
}

async function writeUntilStored(
  ends: Batcher<RunRow, undefined>,
  writes: pg.Pool,
  server: string,
  row: RunRow,
  stopping: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await ends.add(row);
      return;
    } catch (error) {
      // Another row of the batch may be at fault: this one then goes alone.
      if (!isDatabaseAway(error)) return writeRuns(writes, server, [row]);
      if (stopping.aborted) throw error;
      await pause(againMs, undefined, { signal: stopping, ref: false });
    }
  }
}

async function readEntries(
  pool: pg.Pool,
  { app, contents }: FlowForm,
  run: Id<"run">,
): Promise<readonly ReadEntry[]> {
  const answer = await pool.query<{ sealed: Buffer | null }>(
    "select sealed_trace as sealed from runs where app_id = $1 and id = $2",
    [app, run],
  );
  const sealed = answer.rows[0]?.sealed ?? null;
  return sealed === null ? [] : openTrace(contents, app, run, sealed).entries;
}
