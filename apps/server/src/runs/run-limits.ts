import type { RunLimits } from "@trunkline/flow/run";

const limits = {
  stepsMax: 50_000_000,
  expressionStepsMax: 100_000,
  callDepthMax: 500,
  listItemsMax: 100_000,
  textCharsMax: 1_000_000,
} as const;

/** Where a run is cut; time is the limit that is meant to be met, the others keep memory in bounds. */
export function limitsFor(timeMs: number): RunLimits {
  return { ...limits, timeMs };
}
