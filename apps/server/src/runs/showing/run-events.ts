import type { RunEvent } from "@trunkline/api-contract";
import type pg from "pg";

import type { RunEvent as JournalEvent, RunJournal } from "../recording/run-journal.ts";
import { readEntry, type TraceEntry } from "../recording/trace.ts";
import { withContents } from "./attempt-contents.ts";
import { mask } from "./mask.ts";
import { type FoundRun, runOf } from "./read-run.ts";
import { type ShownEntry, showLogLine, showStep } from "./show-entry.ts";

/** The events of a run that ended, as they would have been sent while it ran; contents masked. */
export async function eventsOf(pool: pg.Pool, { run, trace }: FoundRun): Promise<RunEvent[]> {
  const entries = trace === null ? [] : await withContents({ pool, ...trace }, trace.entries);
  return [...entries.map(entryEvent), { type: "ended", run }];
}

/** An event of a run on this server, contents masked. */
export async function liveEvent(
  pool: pg.Pool,
  journal: RunJournal,
  event: JournalEvent,
): Promise<RunEvent> {
  switch (event.type) {
    case "step-started": {
      const startedAt = new Date(event.step.startedAt).toISOString();
      return { type: "step-started", step: { ...event.step, startedAt } };
    }
    case "entry":
      return liveEntry(pool, journal, event.entry);
    case "ended":
      return { type: "ended", run: runOf(journal) };
  }
}

async function liveEntry(
  pool: pg.Pool,
  { start }: RunJournal,
  entry: TraceEntry,
): Promise<RunEvent> {
  const { app, contents } = start.form;
  const [shown] = await withContents({ pool, app, contents }, [readEntry(entry)]);
  if (shown === undefined) throw new TypeError("An entry is missing");
  return entryEvent(shown);
}

function entryEvent(entry: ShownEntry): RunEvent {
  switch (entry.type) {
    case "step":
      return { type: "step-ended", step: showStep(entry, mask) };
    case "log":
      return { type: "log", line: showLogLine(entry, mask) };
    case "response":
      return { type: "response", status: entry.status, at: new Date(entry.at).toISOString() };
  }
}
