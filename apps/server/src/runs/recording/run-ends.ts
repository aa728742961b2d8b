import { setTimeout as pause } from "node:timers/promises";

import { isDatabaseAway } from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import type { RunJournal } from "./run-journal.ts";

/** A run that has ended, and whom to tell when that is stored, or can never be. */
export interface EndedRun {
  readonly journal: RunJournal;
  readonly end: RunEnd;
  readonly settled: () => void;
}

/** What ends are written with. */
export interface RunEndsOptions {
  readonly write: (ended: readonly EndedRun[]) => Promise<void>;
  readonly onUnexpected: (error: unknown) => void;
}

/** The ends of runs on their way to the database. Disposing it writes what has been gathered. */
export interface RunEnds extends AsyncDisposable {
  add(ended: EndedRun): void;
}

/**
 * Nobody waits for an end, so ends are gathered for a moment: written in the pauses of attempts'
 * commits, they would take these longer.
 */
const gatherMs = 40;
const batchMaxItems = 500;
const waitingMax = 20_000;
const againMs = 200;
const shutdownWaitMs = 5000;

/** So many ends wait for the database that a run was let go unrecorded. */
class EndsFull extends Error {
  override readonly name = "EndsFull";
}

/**
 * Opens the way. One batch is under way at a time, so that whoever writes a run twice has the
 * second end stay; while the database is away it is tried again and again.
 */
export function openRunEnds({ write, onUnexpected }: RunEndsOptions): RunEnds {
  let gathered: EndedRun[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  const stopping = new AbortController();

  const writeAll = async () => {
    while (gathered.length > 0) {
      const batch = gathered.slice(0, batchMaxItems);
      await writeUntilStored(batch);
      gathered = gathered.slice(batch.length);
      for (const { settled } of batch) settled();
      if (gathered.length < batchMaxItems && !gathered.some(isUrgent)) break;
    }
    writing = null;
    if (gathered.length > 0) startSoon();
  };
  const start = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing ??= writeAll();
  };
  const startSoon = () => {
    if (writing === null) timer ??= setTimeout(start, gatherMs);
  };
  const writeUntilStored = async (batch: readonly EndedRun[]) => {
    for (;;) {
      try {
        return await write(batch);
      } catch (error) {
        if (!isDatabaseAway(error)) return writeOneByOne(batch, error);
        if (stopping.signal.aborted) return onUnexpected(error);
        await pause(againMs, undefined, { ref: false });
      }
    }
  };
  /** Another row of the batch may be at fault. */
  const writeOneByOne = async (batch: readonly EndedRun[], error: unknown) => {
    if (batch.length === 1) return onUnexpected(error);
    for (const one of batch) await writeUntilStored([one]);
  };
  return {
    add(ended) {
      if (gathered.length >= waitingMax) {
        onUnexpected(new EndsFull());
        ended.settled();
        return;
      }
      gathered.push(ended);
      if (gathered.length >= batchMaxItems || isUrgent(ended)) start();
      else startSoon();
    },
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      const emptied = async () => {
        while (gathered.length > 0) {
          start();
          await writing;
        }
      };
      await Promise.race([emptied(), limit]);
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** The same request may go again at once, and is to find what this try did. */
function isUrgent({ journal }: EndedRun): boolean {
  return journal.start.mayGoAgain;
}
