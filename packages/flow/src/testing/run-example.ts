import type { FlowFile } from "../document/flow.ts";
import type { Workspace } from "../document/workspace.ts";
import { compileFlow } from "../run/compile-flow.ts";
import type { Outcome, RunInput, RunLimits, Step } from "../run/host.ts";
import { prefixesOf, traceRun, type RunTrace } from "./replays.ts";

/** An example flow with what it meets, as `src/run/examples/*.json` hold them. */
export interface Example {
  readonly flow: FlowFile;
  readonly input?: RunInput;
  readonly limits?: Partial<RunLimits>;
  /**
   * By the block that asks: its outcomes, one a time, the last for all further ones. Blocks that
   * are not named are given null.
   */
  readonly answers: Readonly<Record<string, readonly Outcome[]>>;
}

/** What became of an example, as JSON. */
export interface ExampleRun {
  readonly trace: RunTrace;
  /** How many steps were recorded before the replays that went another way; none should be. */
  readonly otherWays: readonly number[];
}

/** Runs an example, and replays it from every number of recorded steps. */
export async function runExample(example: Example): Promise<ExampleRun> {
  const { kind, workspace } = example.flow;
  const run = {
    flow: compileFlow({ kind, workspace: workspace as Workspace }),
    input: example.input ?? {},
    limits: example.limits ?? {},
    answer: answering(example),
  };
  const trace = await traceRun(run);
  const text = JSON.stringify(trace);
  const otherWays: number[] = [];
  for (const [steps, prefix] of prefixesOf(trace).entries()) {
    if (JSON.stringify(await traceRun(run, prefix)) !== text) otherWays.push(steps);
  }
  return { trace: JSON.parse(text) as RunTrace, otherWays };
}

/** Remembers what a step was given, so that a replay that asks again is given the same. */
function answering({ answers }: Example): (step: Step) => Outcome {
  const given = new Map<string, Outcome>();
  const asked = new Map<string, number>();
  return ({ id, blockId }) => {
    const before = given.get(id);
    if (before !== undefined) return before;
    const outcomes = answers[blockId] ?? [];
    const time = asked.get(blockId) ?? 0;
    asked.set(blockId, time + 1);
    const outcome = outcomes[Math.min(time, outcomes.length - 1)] ?? { ok: true, value: null };
    given.set(id, outcome);
    return outcome;
  };
}
