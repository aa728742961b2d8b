import type { Value } from "../document/values.ts";
import type { CompiledFlow } from "../run/compile-flow.ts";
import { digestOfEffect } from "../run/digest.ts";
import type { Host, Outcome, RunInput, RunLimits, RunResult, Step } from "../run/host.ts";
import { replayHost, type RecordedStep } from "../run/replay-host.ts";
import { runFlow } from "../run/run-flow.ts";

/** What one run came to. */
export interface RunTrace {
  /** Effects and lines of the log, in order. */
  readonly entries: readonly TraceEntry[];
  readonly result: RunResult;
}

/** An effect with its outcome, or a line of the log. */
export type TraceEntry =
  | { readonly step: Step; readonly outcome: Outcome; readonly clockAt: number }
  | { readonly blockId: string; readonly logged: Value };

/** What a run is given. */
export interface TracedRun {
  readonly flow: CompiledFlow;
  readonly input?: RunInput;
  readonly limits?: Partial<RunLimits>;
  /** The outcome of a step; it depends on nothing but the step. */
  readonly answer: (step: Step) => Outcome;
}

const startedAt = Date.UTC(2026, 0, 1, 12);
const msPerStep = 1500;

/**
 * Runs a flow on a host whose clock moves by a second and a half with each step and whose
 * randomness is the same every time; or replays it from its first recorded steps, with whatever
 * the replay still asks of the host added to them.
 */
export async function traceRun(
  { flow, input = {}, limits = {}, answer }: TracedRun,
  recorded: readonly TraceEntry[] = [],
): Promise<RunTrace> {
  const entries: TraceEntry[] = [...recorded];
  const steps = recorded.flatMap((entry) => ("step" in entry ? [recordOf(entry)] : []));
  const host = plainHost(entries, answer, startedAt + steps.length * msPerStep);
  const replaying = replayHost({ steps, host, startedAt });
  const result = await runFlow(flow, { host: replaying, input, limits });
  return { entries, result };
}

function recordOf(entry: Extract<TraceEntry, { step: Step }>): RecordedStep {
  const { step, outcome, clockAt } = entry;
  return { id: step.id, digest: digestOfEffect(step.effect), outcome, clockAt };
}

function plainHost(
  entries: TraceEntry[],
  answer: (step: Step) => Outcome,
  clockStart: number,
): Host {
  let clock = clockStart;
  let seed = 1;
  return {
    async perform(step) {
      const outcome = answer(step);
      clock += msPerStep;
      entries.push({ step, outcome, clockAt: clock });
      return outcome;
    },
    log: ({ blockId, value }) => void entries.push({ blockId, logged: value }),
    now: () => clock,
    random() {
      seed = (seed * 16_807) % 2_147_483_647;
      return (seed - 1) / 2_147_483_646;
    },
    monotonicMs: () => 0,
    giveWay: async () => {},
  };
}

/**
 * Every beginning of a trace that a server may have kept: up to and with each step, and what was
 * logged before the next one lost.
 */
export function prefixesOf(trace: RunTrace): (readonly TraceEntry[])[] {
  const ends = trace.entries.flatMap((entry, index) => ("step" in entry ? [index + 1] : []));
  return [0, ...ends].map((end) => trace.entries.slice(0, end));
}
