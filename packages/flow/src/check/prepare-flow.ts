import { readWorkspace } from "../document/read-workspace.ts";
import { compileFlow, type CompiledFlow } from "../run/compile-flow.ts";
import { checkReading, type FlowToCheck } from "./check-flow.ts";
import type { AppView, Problem } from "./problem.ts";

/** A flow that is ready to run, or the reasons why it may not. */
export type PreparedFlow =
  | { readonly flow: CompiledFlow; readonly problems: readonly Problem[] }
  | { readonly flow: null; readonly problems: readonly Problem[] };

/**
 * The way from a stored workspace to a flow that can run: reads, checks and compiles it. One with
 * an error is never compiled, so nothing of it can have an effect. Never throws because of the
 * workspace. Where the app's connections aren't at hand, `{ connections: null }` leaves names to
 * the host.
 */
export function prepareFlow(flow: FlowToCheck, app: AppView): PreparedFlow {
  const reading = readWorkspace(flow.workspace);
  const problems = checkReading(reading, flow.kind, app);
  if (problems.some(({ severity }) => severity === "error")) return { flow: null, problems };
  const { kind } = flow;
  return { flow: compileFlow({ kind, workspace: reading.workspace }), problems };
}
