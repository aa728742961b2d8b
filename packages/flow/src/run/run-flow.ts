import type { ObjectValue, Value } from "../document/values.ts";
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
      request: options.input?.request === undefined ? null : new OwnRequest(options.input.request),
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

/** A request of which the flow gets copies: of each part its own, made when it is first read. */
class OwnRequest implements HookRequest {
  readonly #given: HookRequest;
  #body: Value | undefined;
  #query: ObjectValue | undefined;
  #headers: ObjectValue | undefined;
  #caller: ObjectValue | null | undefined;

  constructor(given: HookRequest) {
    this.#given = given;
  }

  get method(): string {
    return this.#given.method;
  }

  get body(): Value {
    this.#body ??= copyValue(this.#given.body);
    return this.#body;
  }

  get query(): ObjectValue {
    this.#query ??= copyObject(this.#given.query);
    return this.#query;
  }

  get headers(): ObjectValue {
    this.#headers ??= copyObject(this.#given.headers);
    return this.#headers;
  }

  get caller(): ObjectValue | null {
    const { caller } = this.#given;
    this.#caller ??= caller === null ? null : copyObject(caller);
    return this.#caller;
  }
}
