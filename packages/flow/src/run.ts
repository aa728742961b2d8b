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
