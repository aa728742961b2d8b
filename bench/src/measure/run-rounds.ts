import { setTimeout as pause } from "node:timers/promises";

import {
  type Contestant,
  type ContestantName,
  contestantNames,
} from "../contestants/contestant.ts";
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
  readonly contestants: Readonly<Record<ContestantName, Contestant>>;
}

/** One server's turn: some seconds of load in one condition. */
export interface Turn {
  readonly condition: Condition;
  readonly contestant: ContestantName;
  readonly round: number;
  readonly result: LoadResult;
  readonly mostMegabytes: number;
}

/** What came of each server's warm-up. */
export type WarmUp = Readonly<Record<ContestantName, LoadResult>>;

const warmUpConnections = 100;
const settleMs = 150;

/** Lets the engines compile, with a fixed number of sends each; gives what came of them. */
export async function warmUp(field: Field, sends: number): Promise<WarmUp> {
  await answerAfter(field.stub, 0);
  const shoot = (name: ContestantName) => {
    const { url, headers, body } = field.contestants[name];
    const load: Load = { url, headers, body, connections: warmUpConnections, amount: sends };
    return field.load.ask<LoadResult>(load);
  };
  return {
    "bare twilio": await shoot("bare twilio"),
    trunkline: await shoot("trunkline"),
    "bare undici": await shoot("bare undici"),
  };
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
      for (const name of contestantNames) {
        stopping.throwIfAborted();
        turns.push(await takeTurn(field, condition, name, { round, ...options }));
      }
    }
  }
  return turns;
}

async function takeTurn(
  field: Field,
  condition: Condition,
  name: ContestantName,
  { round, turnSeconds }: { readonly round: number; readonly turnSeconds: number },
): Promise<Turn> {
  const { url, headers, body, pid } = field.contestants[name];
  const { connections } = condition;
  const load: Load = { url, headers, body, connections, seconds: turnSeconds };
  const watched = await watchingMemory(pid, () => field.load.ask<LoadResult>(load));
  // What was cut off at the end is finished before the next one's turn.
  await pause(settleMs + condition.delayMs);
  const { value: result, mostMegabytes } = watched;
  return { condition, contestant: name, round, result, mostMegabytes };
}

async function answerAfter(stub: Child, delayMs: number): Promise<void> {
  await stub.ask({ kind: "answer-after", delayMs } satisfies StubQuestion);
}
