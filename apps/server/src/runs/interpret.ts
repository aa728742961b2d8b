import type { Host, RunInput, RunLimits, RunResult } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";

/** Carries a flow out through a host, from its start block to its end. */
export type Interpret = (form: FlowForm, call: InterpretCall) => Promise<RunResult>;

/** What one run gives the interpreter. */
export interface InterpretCall {
  readonly host: Host;
  readonly input: RunInput;
  readonly limits: RunLimits;
  /** Ends the run as cancelled at the next block. */
  readonly signal: AbortSignal;
}
