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
  /** From now on it is found. @param cancel Cuts it. */
  add(journal: RunJournal, cancel: () => void): void;
  /** Has its end stored, and is found until then, so that its record is never missing in between. */
  end(journal: RunJournal, end: RunEnd): void;
  /** Null for a run that is stored, or is none of this server's. */
  find(app: Id<"app">, run: string): RunJournal | null;
  /** The apps that runs are under way in. */
  apps(): ReadonlySet<Id<"app">>;
  /** Cuts every run of some apps: nothing new begins in it. */
  cancel(apps: ReadonlySet<Id<"app">>): void;
}

/** Opens the list; it is empty. */
export function openLiveRuns(records: RunRecords, shutdownWaitMs: number): LiveRuns {
  const journals = new Map<string, RunJournal>();
  /** Each with what cuts it. */
  const underWay = new Map<RunJournal, () => void>();
  let tellIdle: () => void = () => undefined;
  const idle = () =>
    new Promise<void>((resolve) => {
      tellIdle = resolve;
      if (underWay.size === 0) resolve();
    });
  return {
    add(journal, cancel) {
      journals.set(journal.start.run, journal);
      underWay.set(journal, cancel);
    },
    end(journal, end) {
      // It may have been given up when the server stopped.
      if (!underWay.delete(journal)) return;
      const { run } = journal.start;
      records.end(journal, end, () => {
        // The same run may have begun again meanwhile.
        if (journals.get(run) === journal) journals.delete(run);
      });
      if (underWay.size === 0) tellIdle();
    },
    find(app, run) {
      const journal = journals.get(run);
      return journal?.start.form.app === app ? journal : null;
    },
    apps: () => new Set(Array.from(underWay.keys(), (journal) => journal.start.form.app)),
    cancel(apps) {
      for (const [journal, cancel] of underWay) {
        if (apps.has(journal.start.form.app)) cancel();
      }
    },
    async [Symbol.asyncDispose]() {
      const limit = pause(shutdownWaitMs, undefined, { ref: false });
      await Promise.race([idle(), limit]);
      for (const journal of underWay.keys()) {
        const end = interrupted();
        journal.close(end);
        this.end(journal, end);
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
