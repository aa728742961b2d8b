import { setTimeout as pause } from "node:timers/promises";

import type { RunEvent, RunStatus } from "@trunkline/api-contract";

import type { Id } from "../../database/index.ts";
import type { RunEvent as JournalEvent, RunJournal } from "../recording/run-journal.ts";
import { findRun, type RunReaderParts } from "./read-run.ts";
import { eventsOf, liveEvent } from "./run-events.ts";

const lookAgainMs = 1000;
const underWay: readonly RunStatus[] = ["running", "waiting", "paused"];

/**
 * The events of a run, contents masked: what happened before, then what happens, to its end. A run
 * on another server is told once it is stored.
 *
 * @param stopping Ends it early.
 */
export async function* followRun(
  parts: RunReaderParts,
  app: Id<"app">,
  run: string,
  stopping: AbortSignal,
): AsyncGenerator<RunEvent> {
  while (!stopping.aborted) {
    const journal = parts.live.find(app, run);
    if (journal !== null) {
      yield* followJournal(parts, journal, stopping);
      return;
    }
    const found = await findRun(parts, app, run);
    if (found === null) return;
    if (!underWay.includes(found.run.status)) {
      yield* await eventsOf(parts.pool, found);
      return;
    }
    await pause(lookAgainMs, undefined, { ref: false });
  }
}

async function* followJournal(
  { pool }: RunReaderParts,
  journal: RunJournal,
  stopping: AbortSignal,
): AsyncGenerator<RunEvent> {
  const waiting: JournalEvent[] = journal.eventsSoFar();
  let wake: () => void = () => undefined;
  const stopListening = journal.listen((event) => {
    waiting.push(event);
    wake();
  });
  stopping.addEventListener("abort", () => wake(), { once: true });
  try {
    while (!stopping.aborted) {
      const event = waiting.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      yield await liveEvent(pool, journal, event);
      if (event.type === "ended") return;
    }
  } finally {
    stopListening();
  }
}
