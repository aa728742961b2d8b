import type pg from "pg";

import type { FlowForm } from "../../apps/index.ts";
import { createBatcher, type Database, type Id } from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import { findRecordedAttempts, type RecordedAttempt } from "./recorded-attempts.ts";
import { openRunEnds } from "./run-ends.ts";
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
  /** Stores that a run has begun; it is committed when this resolves. */
  begin(journal: RunJournal): Promise<void>;
  /**
   * Stores soon that a run has ended; while the database is away it is tried again and again.
   *
   * @param settled Told when it is stored, or can never be.
   */
  end(journal: RunJournal, end: RunEnd, settled: () => void): void;
  /** What an earlier try of a run did, as far as it is stored. */
  entriesOf(form: FlowForm, run: Id<"run">): Promise<readonly ReadEntry[]>;
  /** The attempts that its steps point to, by their ids. */
  attemptsOf(
    app: Id<"app">,
    attempts: readonly string[],
  ): Promise<ReadonlyMap<string, RecordedAttempt>>;
}

const startsMaxItems = 500;
const startsInFlight = 1;

/** Opens the records of a server, which is told of rows that could not be written. */
export function openRunRecords(
  { pool, writes }: Pick<Database, "pool" | "writes">,
  server: Id<"srv">,
  onUnexpected: (error: unknown) => void,
): RunRecords {
  const starts = createBatcher<RunRow, undefined>({
    write: async (rows) => {
      await writeRuns(writes, server, rows);
      return rows.map(() => undefined);
    },
    maxItems: startsMaxItems,
    maxInFlight: startsInFlight,
  });
  const ends = openRunEnds({
    write: (ended) =>
      writeRuns(
        writes,
        server,
        ended.map(({ journal, end }) => endRow(journal, end)),
      ),
    onUnexpected,
  });
  return {
    startOf: (journal) => (journal.isBegun ? null : { ...startRow(journal), server }),
    async begin(journal) {
      await starts.add(startRow(journal));
      journal.isBegun = true;
    },
    end: (journal, end, settled) => ends.add({ journal, end, settled }),
    entriesOf: (form, run) => readEntries(pool, form, run),
    attemptsOf: (app, attempts) => findRecordedAttempts(pool, app, attempts),
    [Symbol.asyncDispose]: () => ends[Symbol.asyncDispose](),
  };
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
