import { setTimeout as pause } from "node:timers/promises";

import type { Contestant, ContestantName } from "../contestants/contestant.ts";
import type { Load, LoadResult } from "../load/load.ts";
import type { Options } from "../options.ts";
import type { Child } from "../processes/child.ts";
import type { StubQuestion } from "../processes/stub-twilio.ts";
import { type Condition, conditions } from "./conditions.ts";
import { watchingMemory } from "./memory.ts";

/** Everything that a run consists of. */
export interface Field {
  readonly stub: Child;
  readonly load: Child;
  /** In the order in which they take their turns. */
  readonly contestants: readonly Contestant[];
}

/** One server's turn: some seconds of load in one condition. */
export interface Turn {
  readonly condition: Condition;
  readonly contestant: ContestantName;
  readonly round: number;
  readonly result: LoadResult;
  readonly mostMegabytes: number;
  /** How long after the load all was recorded, in milliseconds; 0 where nothing is recorded later. */
  readonly recordedAfterMs: number;
}

/** What came of each server's warm-up. */
export type WarmUp = ReadonlyMap<ContestantName, LoadResult>;

const warmUpConnections = 100;
const settleMs = 150;

/** Lets the engines compile, with a fixed number of sends each; gives what came of them. */
export async function warmUp(field: Field, sends: number): Promise<WarmUp> {
  await answerAfter(field.stub, 0);
  const results = new Map<ContestantName, LoadResult>();
  for (const { name, url, headers, body, recorded } of field.contestants) {
    const load: Load = { url, headers, body, connections: warmUpConnections, amount: sends };
    results.set(name, await field.load.ask<LoadResult>(load));
    await recorded?.();
  }
  return results;
}

/**
 * Lets the servers take turns, each condition in each round, so that a slow moment of the machine
 * falls on all of them.
 */
export async function runRounds(
  field: Field,
  options: Options,
  tell: (text: string) => void,
  stopping: AbortSignal,
): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    tell(`round ${round} of ${options.rounds}`);
    for (const condition of conditions) {
      await answerAfter(field.stub, condition.delayMs);
      for (const contestant of field.contestants) {
        stopping.throwIfAborted();
        turns.push(await takeTurn(field, condition, contestant, { round, ...options }));
      }
    }
  }
  return turns;
}

async function takeTurn(
  field: Field,
  condition: Condition,
  { name, pid, recorded, url, headers, body }: Contestant,
  { round, turnSeconds }: { readonly round: number; readonly turnSeconds: number },
): Promise<Turn> {
  const { connections } = condition;
  const load: Load = { url, headers, body, connections, seconds: turnSeconds };
  const watched = await watchingMemory(pid, () => field.load.ask<LoadResult>(load));
  // What was cut off at the end is finished before the next one's turn, and what is recorded later too.
  const recordedAfterMs = (await recorded?.()) ?? 0;
  await pause(settleMs + condition.delayMs);
  const { value: result, mostMegabytes } = watched;
  return { condition, contestant: name, round, result, mostMegabytes, recordedAfterMs };
}

async function answerAfter(stub: Child, delayMs: number): Promise<void> {
  await stub.ask({ kind: "answer-after", delayMs } satisfies StubQuestion);
}
