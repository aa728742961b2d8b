import { readWorkspace } from "../../document/read-workspace.ts";
import type { Value } from "../../document/values.ts";
import { compileFlow } from "../../run/compile-flow.ts";
import type { Host, RunLimits, RunResult } from "../../run/host.ts";
import { runFlow } from "../../run/run-flow.ts";
import { PrintedValues } from "./printed-values.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a flow printed, and how it ended. */
export interface FlowPrinted {
  readonly log: readonly unknown[];
  /** False when more was printed than is worth comparing. */
  readonly isWhole: boolean;
  readonly result: RunResult;
}

/** Runs what Blockly saved as a Web Hook's flow, just as it was saved. */
export async function runSaved(
  saved: unknown,
  seed: number,
  limits: Partial<RunLimits> = {},
): Promise<FlowPrinted> {
  const { workspace, problems } = readWorkspace(saved);
  if (problems.length > 0) throw new Error(`Blockly's JSON is refused: ${problems[0]?.code}`);
  const printed = new PrintedValues();
  const result = await runFlow(compileFlow({ kind: "web-hook", workspace }), {
    host: printingHost((value) => printed.add(value), seed),
    limits,
  });
  return { log: printed.log, isWhole: printed.isWhole, result };
}

function printingHost(print: (value: Value) => void, seed: number): Host {
  return {
    perform: () => Promise.reject(new Error("These programs have no effects.")),
    log: ({ value }) => print(value),
    now: () => 0,
    random: seededRandom(seed),
    monotonicMs: () => performance.now(),
    giveWay: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
