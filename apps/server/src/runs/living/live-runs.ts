import type { Id } from "../../database/index.ts";
import type { RunJournal } from "../recording/run-journal.ts";

/** The runs that are under way on this server. */
export interface LiveRuns {
  add(journal: RunJournal): void;
  remove(journal: RunJournal): void;
  /** Null for a run that ended, or is none of this server's. */
  find(app: Id<"app">, run: string): RunJournal | null;
}

/** Opens the list; it is empty. */
export function openLiveRuns(): LiveRuns {
  const journals = new Map<string, RunJournal>();
  return {
    add: (journal) => void journals.set(journal.start.run, journal),
    remove(journal) {
      // The same run may have begun again meanwhile.
      if (journals.get(journal.start.run) === journal) journals.delete(journal.start.run);
    },
    find(app, run) {
      const journal = journals.get(run);
      return journal?.start.form.app === app ? journal : null;
    },
  };
}
