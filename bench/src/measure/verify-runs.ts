import type { RunCount } from "../hooks/count-runs.ts";

/** A command and a response. */
const stepsOfRun = 2;

/** What is wrong with the record of runs, where each is to have made one attempt. */
export function runFaults(runs: RunCount, attemptsDone: number): string[] {
  const { byStatus, bySteps, opened, openedWhole } = runs;
  const finished = byStatus["finished"] ?? 0;
  const others = Object.entries(byStatus).filter(([status]) => status !== "finished");
  const partial = Object.entries(bySteps).filter(([steps]) => Number(steps) !== stepsOfRun);
  return [
    ...(finished === attemptsDone
      ? []
      : [`${finished} runs finished and ${attemptsDone} attempts done differ.`]),
    ...others.map(([status, count]) => `${count} runs are ${status}.`),
    ...partial.map(([steps, count]) => `${count} runs have ${steps} steps and not ${stepsOfRun}.`),
    ...(openedWhole === opened
      ? []
      : [`${opened - openedWhole} of ${opened} opened runs have not all their steps.`]),
  ];
}
