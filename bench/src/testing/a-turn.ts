import type { ContestantName } from "../contestants/contestant.ts";
import type { LoadResult } from "../load/load.ts";
import { conditions } from "../measure/conditions.ts";
import type { Turn } from "../measure/run-rounds.ts";

/** A result of load, all of it answered well. */
export function aResult(changes: Partial<LoadResult> = {}): LoadResult {
  return { perSecond: 1000, p50Ms: 2, p99Ms: 6, ok: 500, notOk: {}, ...changes };
}

/** Turns of all servers in all conditions of some rounds; `of` gives each one's result. */
export function someTurns(
  rounds: number,
  of: (contestant: ContestantName, round: number) => Partial<LoadResult>,
): Turn[] {
  const names = ["bare twilio", "trunkline", "bare undici"] as const;
  return Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) =>
    conditions.flatMap((condition) =>
      names.map((contestant): Turn => {
        const result = aResult(of(contestant, round));
        return { condition, contestant, round, result, mostMegabytes: 100 };
      }),
    ),
  );
}
