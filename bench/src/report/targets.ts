import type { ContestantName } from "../contestants/contestant.ts";
import { type Condition, conditions, titleOf } from "../measure/conditions.ts";
import { type Row, rowFor } from "./summary.ts";

/** Something to reach, and what was reached. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isReached: boolean;
}

/** How many requests a second there are to be, beside something, in a condition. */
export interface ThroughputGoal extends Condition {
  readonly least: number;
  /**
   * Beside a server's, or beside the most that the stub's delay lets through, which is a request of
   * each connection at a time.
   */
  readonly beside: ContestantName | "the bound";
}

const fairnessLeast = 2;
const millisecondsPerSecond = 1000;

/** How much of something else's throughput a run reached. */
export function throughputTargets(
  rows: readonly Row[],
  goals: readonly ThroughputGoal[],
): Target[] {
  return goals.map(({ least, beside, ...condition }) => {
    const ours = rowFor(rows, "trunkline", condition);
    const ratio = ratioOf(rows, ours, beside);
    return {
      what: `requests/s beside ${beside}, ${titleOf(condition)}`,
      wanted: `at least ${least}`,
      measured: ratio.toFixed(2),
      isReached: ratio >= least,
    };
  });
}

function ratioOf(rows: readonly Row[], ours: Row, beside: ThroughputGoal["beside"]): number {
  // Taken within each round.
  if (beside === "bare twilio") return ours.ratio;
  const { condition, perSecond } = ours;
  if (beside !== "the bound") return perSecond / rowFor(rows, beside, condition).perSecond;
  return (perSecond * condition.delayMs) / (condition.connections * millisecondsPerSecond);
}

/** How much the slowest answers of a run differ from the usual ones, beside the bare server. */
export function spreadTargets(rows: readonly Row[]): Target[] {
  return conditions.map((condition) => {
    const ours = rowFor(rows, "trunkline", condition).spread;
    const bare = rowFor(rows, "bare twilio", condition).spread;
    return {
      what: `p99/p50, ${titleOf(condition)}`,
      wanted: `at most ${bare.toFixed(2)}, as bare twilio`,
      measured: ours.toFixed(2),
      isReached: ours <= bare,
    };
  });
}

/** What makes the comparison itself unfair, a sentence each: undici is much faster than the library. */
export function unfairness(rows: readonly Row[]): string[] {
  return conditions
    .filter(({ delayMs }) => delayMs === 0)
    .map((condition) => rowFor(rows, "bare undici", condition))
    .filter(({ ratio }) => ratio < fairnessLeast)
    .map(
      ({ condition, ratio }) =>
        `At ${titleOf(condition)} bare undici is only ${ratio.toFixed(2)} times as fast as bare ` +
        `twilio, and not ${fairnessLeast}: the comparison is not to be trusted.`,
    );
}
