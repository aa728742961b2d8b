import { compileFlow, runFlow, type Step } from "@trunkline/flow/run";

import { median } from "../statistics.ts";
import { arithmeticFlow, blocksPerTurn } from "./arithmetic-flow.ts";
import type { Workspace } from "./blocks.ts";
import { effectFlow, keptValueFlow } from "./effect-flow.ts";
import { idleHost } from "./idle-host.ts";
import { plainClosures } from "./plain-closures.ts";

/** How much is measured. */
export interface InterpreterOptions {
  /** Rounds that count; as many go before them for the engine to warm up. */
  readonly rounds: number;
  readonly arithmeticBlocks: number;
  readonly effects: number;
}

/** What was measured: medians. */
export interface InterpreterTimes {
  readonly arithmeticMs: number;
  readonly closuresMs: number;
  /** Beyond what the host itself takes, in microseconds. */
  readonly commandOverheadUs: number;
  readonly keptValueOverheadUs: number;
}

/** Measures the interpreter beside what it cannot be quicker than, one after the other in each round. */
export async function measureInterpreter(options: InterpreterOptions): Promise<InterpreterTimes> {
  const { rounds, effects } = options;
  const turns = Math.round(options.arithmeticBlocks / blocksPerTurn);
  const plain = plainClosures(turns);
  const subjects = {
    closures: async () => plain(),
    arithmetic: runner(arithmeticFlow(turns)),
    host: () => askHost(effects),
    command: runner(effectFlow(effects)),
    keptValue: runner(keptValueFlow(effects)),
  };
  const times = { closures: [], arithmetic: [], host: [], command: [], keptValue: [] } as Record<
    keyof typeof subjects,
    number[]
  >;
  for (let round = -rounds; round < rounds; round += 1) {
    for (const [name, subject] of Object.entries(subjects)) {
      const ms = await timeOf(subject);
      if (round >= 0) times[name as keyof typeof subjects].push(ms);
    }
  }
  const host = median(times.host);
  return {
    arithmeticMs: median(times.arithmetic),
    closuresMs: median(times.closures),
    commandOverheadUs: ((median(times.command) - host) * 1000) / effects,
    keptValueOverheadUs: ((median(times.keptValue) - host) * 1000) / effects,
  };
}

function runner(workspace: Workspace): () => Promise<void> {
  const flow = compileFlow({ kind: "web-hook", workspace });
  return async () => {
    const result = await runFlow(flow, { host: idleHost });
    if (result.status !== "finished") throw new Error(`The run ended as ${result.status}.`);
  };
}

/** What the effects cost without an interpreter. */
async function askHost(times: number): Promise<void> {
  const step: Step = { id: "", blockId: "", effect: { kind: "kept-value", key: "a key" } };
  for (let time = 0; time < times; time += 1) await idleHost.perform(step);
}

async function timeOf(subject: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await subject();
  return performance.now() - start;
}
