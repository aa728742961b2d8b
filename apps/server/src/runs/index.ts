export type { CutReason, HookCall, HookResponse, HookRun, RunEnd } from "./hook-call.ts";
export { startHookRun } from "./hook-run.ts";
export type { RunParts } from "./run-parts.ts";
export type { RunProblem } from "./run-problem.ts";
