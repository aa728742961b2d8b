import { conditions, titleOf } from "../measure/conditions.ts";
import { type Row, rowFor } from "./summary.ts";

/** Something to reach, and what was reached. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isReached: boolean;
}

const throughputTargets = [
  { connections: 20, delayMs: 0, least: 0.6 },
  { connections: 100, delayMs: 0, least: 0.6 },
  { connections: 100, delayMs: 50, least: 0.95 },
] as const;
const mostMegabytesAtRest = 150;
const fairnessLeast = 2;

/** Compares a run with what the product is to reach. */
export function targetsOf(rows: readonly Row[], megabytesAtRest: number): Target[] {
  const throughput = throughputTargets.map(({ least, ...condition }): Target => {
    const { ratio } = rowFor(rows, "trunkline", condition);
    return {
      what: `requests/s beside bare twilio, ${titleOf(condition)}`,
      wanted: `at least ${least}`,
      measured: ratio.toFixed(2),
      isReached: ratio >= least,
    };
  });
  const spread = conditions.map((condition): Target => {
    const ours = rowFor(rows, "trunkline", condition).spread;
    const bare = rowFor(rows, "bare twilio", condition).spread;
    return {
      what: `p99/p50, ${titleOf(condition)}`,
      wanted: `at most ${bare.toFixed(2)}, as bare twilio`,
      measured: ours.toFixed(2),
      isReached: ours <= bare,
    };
  });
  return [...throughput, ...spread, memoryTarget(megabytesAtRest)];
}

function memoryTarget(megabytes: number): Target {
  return {
    what: "memory at rest, the server process",
    wanted: `at most ${mostMegabytesAtRest} MB`,
    measured: `${megabytes.toFixed(0)} MB`,
    isReached: megabytes <= mostMegabytesAtRest,
  };
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
