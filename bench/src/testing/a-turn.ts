import { type ContestantName, contestantNames } from "../contestants/contestant.ts";
import type { LoadResult } from "../load/load.ts";
import { conditions } from "../measure/conditions.ts";
import type { Turn } from "../measure/run-rounds.ts";
import { type Row, summarise } from "../report/summary.ts";

/** A result of load, all of it answered well. */
export function aResult(changes: Partial<LoadResult> = {}): LoadResult {
  return { perSecond: 1000, p50Ms: 2, p99Ms: 6, ok: 500, notOk: {}, ...changes };
}

/** Turns of all servers in all conditions of some rounds; `of` gives each one's result. */
export function someTurns(
  rounds: number,
  of: (contestant: ContestantName, round: number) => Partial<LoadResult>,
): Turn[] {
  return Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) =>
    conditions.flatMap((condition) =>
      contestantNames.map((contestant): Turn => {
        const result = aResult(of(contestant, round));
        return { condition, contestant, round, result, mostMegabytes: 100, recordedAfterMs: 0 };
      }),
    ),
  );
}

const usualPerSecond: Readonly<Record<ContestantName, number>> = {
  "bare twilio": 1000,
  trunkline: 1000,
  "node-red": 900,
  "bare undici": 2000,
};

/** Three rounds put together, with so many requests a second everywhere; `p99Ms` is ours. */
export function rowsWith(perSecond: Partial<Record<ContestantName, number>>, p99Ms = 6): Row[] {
  const all = { ...usualPerSecond, ...perSecond };
  return summarise(
    someTurns(3, (name) => ({ perSecond: all[name], p99Ms: name === "trunkline" ? p99Ms : 6 })),
  );
}
