import type { FlowKind } from "../document/flow.ts";
import type { Value } from "../document/values.ts";
import type { BlockJson, VariableJson, Workspace } from "../document/workspace.ts";
import { compileFlow } from "../run/compile-flow.ts";
import type { RunResult } from "../run/host.ts";
import { runFlow, type RunOptions } from "../run/run-flow.ts";
import { aBlock, aWorkspace } from "./a-workspace.ts";
import { recordingHost, type RecordingHost } from "./recording-host.ts";

/** How a run went. */
export interface RunOfTest {
  readonly result: RunResult;
  readonly host: RecordingHost;
  /** The values that were logged, in order. */
  readonly logged: readonly Value[];
}

/** What a test may choose about a run. */
export interface TestRunOptions extends Partial<Omit<RunOptions, "host">> {
  readonly host?: RecordingHost;
  readonly kind?: FlowKind;
}

/** Compiles and runs a workspace on a recording host. */
export async function runWorkspace(
  workspace: Workspace,
  options: TestRunOptions = {},
): Promise<RunOfTest> {
  const { host = recordingHost(), kind = "web-hook", ...rest } = options;
  const result = await runFlow(compileFlow({ kind, workspace }), { ...rest, host });
  const logged = host.trace.flatMap((entry) => ("logged" in entry ? [entry.logged] : []));
  return { result, host, logged };
}

/** The value of an output block. Errors: whatever ended the run. */
export async function valueOf(
  output: BlockJson,
  variables: readonly VariableJson[] = [],
  options: TestRunOptions = {},
): Promise<Value> {
  const logBlock = aBlock("trunkline_log", { id: "log", values: { VALUE: output } });
  const run = await runWorkspace(aWorkspace([logBlock], [], variables), options);
  if (run.result.status === "failed") throw new Error(run.result.error.code);
  return run.logged[0] ?? null;
}
