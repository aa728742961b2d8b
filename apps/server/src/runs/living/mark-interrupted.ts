import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

import type { ServerLife } from "./server-life.ts";
import { findGoneServers } from "./server-life.ts";

/** When a server counts as gone, and how often that is looked for; in milliseconds. */
export interface InterruptedTimes {
  /** Between the two looks that it takes: a server whose connection broke has its lock back by then. */
  readonly secondLookMs: number;
  readonly graceMs: number;
  readonly everyMs: number;
}

const usualTimes: InterruptedTimes = { secondLookMs: 1500, graceMs: 10_000, everyMs: 5000 };

const markText = `
  update runs set status = 'interrupted', ended_at = clock_timestamp(),
    error_code = 'RUN_INTERRUPTED', error_title = 'The server ended during the run',
    error_message = 'The server that carried this run out ended before the run did.',
    error_hint = 'Its attempts say what was sent. Start it again under a new Idempotency-Key.',
    error_text = 'RUN_INTERRUPTED The server ended during the run'
  where status = 'running' and server = any($1::text[])`;

/**
 * Marks the runs of servers that are gone. Runs of servers that live are never touched.
 *
 * @returns How many were marked.
 */
export async function markInterrupted(
  pool: pg.Pool,
  self: string,
  times: InterruptedTimes = usualTimes,
): Promise<number> {
  const first = new Set(await findGoneServers(pool, self, times.graceMs));
  if (first.size === 0) return 0;
  await pause(times.secondLookMs, undefined, { ref: false });
  const still = await findGoneServers(pool, self, times.graceMs);
  const gone = still.filter((server) => first.has(server));
  if (gone.length === 0) return 0;
  const answer = await pool.query(markText, [gone]);
  return answer.rowCount ?? 0;
}

/** Does so now and again and again. @param onError Told of failures; the next round tries again. */
export function keepMarking(
  pool: pg.Pool,
  life: ServerLife,
  onError: (error: unknown) => void,
): Disposable {
  const run = () => void markInterrupted(pool, life.server).catch(onError);
  const timer = setInterval(run, usualTimes.everyMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
