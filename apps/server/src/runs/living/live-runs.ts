import { setTimeout as pause } from "node:timers/promises";

import type { Id } from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import type { RunJournal } from "../recording/run-journal.ts";
import type { RunRecords } from "../recording/run-records.ts";

/**
 * The runs that are under way on this server. Disposing it gives them a moment to end, and records
 * those that do not as interrupted.
 */
export interface LiveRuns extends AsyncDisposable {
  /** It is found until `stored` resolves, so that its record is never missing in between. */
  add(journal: RunJournal, stored: Promise<void>): void;
  /** Null for a run that is stored, or is none of this server's. */
  find(app: Id<"app">, run: string): RunJournal | null;
}

/** Opens the list; it is empty. */
export function openLiveRuns(records: RunRecords, shutdownWaitMs: number): LiveRuns {
  const journals = new Map<string, RunJournal>();
  const underWay = new Map<RunJournal, Promise<void>>();
  return {
    add(journal, stored) {
      const { run } = journal.start;
      journals.set(run, journal);
      underWay.set(journal, stored);
      void stored.then(() => {
        underWay.delete(journal);
        // The same run may have begun again meanwhile.
        if (journals.get(run) === journal) journals.delete(run);
      });
    },
    find(app, run) {
      const journal = journals.get(run);
      return journal?.start.form.app === app ? journal : null;
    },
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      await Promise.race([Promise.all(underWay.values()), limit]);
      for (const journal of underWay.keys()) {
        if (journal.end !== null) continue;
        const end = interrupted();
        journal.close(end);
        void records.end(journal, end);
      }
    },
  };
}

function interrupted(): RunEnd {
  return {
    status: "interrupted",
    problem: {
      code: "RUN_INTERRUPTED",
      title: "The server ended during the run",
      message: "The server was stopped before the run ended.",
      hint: "Its steps say how far it came.",
      blockId: null,
    },
    endedAt: new Date(),
  };
}
