import type { ContestantName } from "../contestants/contestant.ts";
import { type Condition, conditions } from "../measure/conditions.ts";
import type { Turn } from "../measure/run-rounds.ts";
import { median } from "../statistics.ts";

/** One server in one condition: medians over the rounds. */
export interface Row {
  readonly condition: Condition;
  readonly contestant: ContestantName;
  readonly perSecond: number;
  /** Of each round to the bare twilio server's of the same round. */
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** p99 / p50. */
  readonly spread: number;
}

/** Puts the rounds together: a row for each condition and server. */
export function summarise(turns: readonly Turn[]): Row[] {
  const names = new Set(turns.map((turn) => turn.contestant));
  return conditions.flatMap((condition) =>
    [...names].map((contestant) => rowOf(turns, condition, contestant)),
  );
}

function rowOf(turns: readonly Turn[], condition: Condition, contestant: ContestantName): Row {
  const here = turns.filter((turn) => turn.condition === condition);
  const own = here.filter((turn) => turn.contestant === contestant);
  const of = (read: (turn: Turn) => number) => median(own.map(read));
  return {
    condition,
    contestant,
    perSecond: of(({ result }) => result.perSecond),
    ratio: of((turn) => turn.result.perSecond / bareOf(here, turn.round).perSecond),
    p50Ms: of(({ result }) => result.p50Ms),
    p99Ms: of(({ result }) => result.p99Ms),
    spread: of(({ result }) => result.p99Ms / result.p50Ms),
  };
}

function bareOf(turns: readonly Turn[], round: number) {
  const turn = turns.find((one) => one.round === round && one.contestant === "bare twilio");
  if (turn === undefined) throw new Error(`Round ${round} has no bare server.`);
  return turn.result;
}

/** A row among the others. */
export function rowFor(
  rows: readonly Row[],
  contestant: ContestantName,
  { connections, delayMs }: Condition,
): Row {
  const row = rows.find(
    (one) =>
      one.contestant === contestant &&
      one.condition.connections === connections &&
      one.condition.delayMs === delayMs,
  );
  if (row === undefined) throw new Error("That was not measured.");
  return row;
}
