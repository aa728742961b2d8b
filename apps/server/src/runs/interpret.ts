import type { Host, RunInput, RunResult } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";

/** Carries a flow out through a host, from its start block to its end. It never rejects. */
export type Interpret = (form: FlowForm, call: InterpretCall) => Promise<RunResult>;

/** What one run gives the interpreter. */
export interface InterpretCall {
  readonly host: Host;
  readonly input: RunInput;
  /** In milliseconds, for a run that nobody cuts. */
  readonly timeMs: number;
  /** True ends the run as cancelled at the next block. */
  readonly isCancelled: () => boolean;
}
