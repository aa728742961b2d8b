export { prepareFlow, type PreparedFlow } from "./check/prepare-flow.ts";
export { compileFlow, type CompiledFlow, type FlowSource } from "./run/compile-flow.ts";
export { FlowError, type Failure, type FlowErrorCode } from "./run/errors.ts";
export { digestOfEffect } from "./run/digest.ts";
export { replayHost, type RecordedStep, type ReplayParts } from "./run/replay-host.ts";
export { defaultLimits, runFlow, type RunOptions } from "./run/run-flow.ts";
export type {
  Effect,
  HookRequest,
  Host,
  Outcome,
  ResponsePart,
  RunError,
  RunInput,
  RunLimits,
  RunResult,
  Step,
} from "./run/host.ts";
