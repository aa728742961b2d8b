import type { CompiledFlow } from "./compile-flow.ts";
import { copyObject, copyValue } from "./copy-value.ts";
import { atBlock, FlowError, RunCancelled } from "./errors.ts";
import { mainFrame } from "./frame.ts";
import type { HookRequest, Host, RunError, RunInput, RunLimits, RunResult } from "./host.ts";
import { RunState } from "./run-state.ts";

/** What a run is carried out with. */
export interface RunOptions {
  readonly host: Host;
  readonly input?: RunInput;
  /** Taken from `defaultLimits` where left out. */
  readonly limits?: Partial<RunLimits>;
  /** How long a run works before it lets others go on; 5 ms when left out. */
  readonly sliceMs?: number;
  /** Asked before and after every effect and now and then between; true ends the run. */
  readonly isCancelled?: () => boolean;
}

/** Limits that suit a Web Hook. */
export const defaultLimits: RunLimits = {
  stepsMax: 10_000_000,
  expressionStepsMax: 100_000,
  timeMs: 30_000,
  callDepthMax: 500,
  listItemsMax: 100_000,
  textCharsMax: 1_000_000,
};

/** Runs a compiled flow to its end. Never rejects: whatever goes wrong is in the result. */
export async function runFlow(flow: CompiledFlow, options: RunOptions): Promise<RunResult> {
  try {
    const run = new RunState({
      host: options.host,
      limits: { ...defaultLimits, ...options.limits },
      request: copyRequest(options.input?.request),
      variableCount: flow.variableCount,
      sliceMs: options.sliceMs ?? 5,
      isCancelled: options.isCancelled ?? (() => false),
    });
    run.lookAtEnds();
    await flow.main(mainFrame(run));
    return { status: "finished" };
  } catch (error) {
    return resultOf(error);
  }
}

function resultOf(error: unknown): RunResult {
  if (error instanceof RunCancelled) return { status: "cancelled" };
  if (error instanceof FlowError) return { status: "failed", error: runErrorOf(error) };
  return resultOf(atBlock(error, ""));
}

/** A failure as a run's record keeps it. */
function runErrorOf(error: FlowError): RunError {
  const { code, message, hint, details } = error;
  return { code, message, hint, blockId: error.blockId || null, cause: details };
}

function copyRequest(request: HookRequest | undefined): HookRequest | null {
  if (request === undefined) return null;
  return {
    method: request.method,
    body: copyValue(request.body),
    query: copyObject(request.query),
    headers: copyObject(request.headers),
    caller: request.caller === null ? null : copyObject(request.caller),
  };
}
