import type { RunEvent } from "@trunkline/api-contract";

import type { RunEvent as JournalEvent, RunJournal } from "../recording/run-journal.ts";
import { type ReadEntry, readEntry } from "../recording/trace.ts";
import { mask } from "./mask.ts";
import { type FoundRun, runOf } from "./read-run.ts";
import { showLogLine, showStep } from "./show-entry.ts";

/** The events of a run that ended, as they would have been sent while it ran; contents masked. */
export function eventsOf({ run, trace }: FoundRun): RunEvent[] {
  return [...(trace?.entries ?? []).map(entryEvent), { type: "ended", run }];
}

/** An event of a run on this server, contents masked. */
export function liveEvent(journal: RunJournal, event: JournalEvent): RunEvent {
  switch (event.type) {
    case "step-started": {
      const startedAt = new Date(event.step.startedAt).toISOString();
      return { type: "step-started", step: { ...event.step, startedAt } };
    }
    case "entry":
      return entryEvent(readEntry(event.entry));
    case "ended":
      return { type: "ended", run: runOf(journal) };
  }
}

function entryEvent(entry: ReadEntry): RunEvent {
  switch (entry.type) {
    case "step":
      return { type: "step-ended", step: showStep(entry, mask) };
    case "log":
      return { type: "log", line: showLogLine(entry, mask) };
    case "response":
      return { type: "response", status: entry.status, at: new Date(entry.at).toISOString() };
  }
}
