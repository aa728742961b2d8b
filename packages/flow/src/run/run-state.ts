import type { Value } from "../document/values.ts";
import { FlowError, RunCancelled, tooDeep } from "./errors.ts";
import type { Host, HookRequest, RunLimits } from "./host.ts";
import type { Tools } from "./tools.ts";

/** How many steps pass between two looks at the clock. */
const stepsPerLook = 256;

/** What a run is made of. */
export interface RunParts {
  readonly host: Host;
  readonly limits: RunLimits;
  readonly request: HookRequest | null;
  readonly variableCount: number;
  /** How long a run works before it lets others go on. */
  readonly sliceMs: number;
  readonly isCancelled: () => boolean;
}

/** One run: its variables, what it has used up, and when it has to let others go on. */
export class RunState implements Tools {
  readonly host: Host;
  readonly limits: RunLimits;
  readonly request: HookRequest | null;
  readonly variables: Value[];
  /** True when the slice is used up: whoever can give way does so. */
  isDue = false;
  readonly #parts: RunParts;
  #steps = 0;
  #nextLook: number;
  #expressionEnd = Infinity;
  #sliceStart: number;
  readonly #deadline: number;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.host = parts.host;
    this.limits = parts.limits;
    this.request = parts.request;
    this.variables = Array.from({ length: parts.variableCount }, () => null);
    this.#sliceStart = parts.host.monotonicMs();
    this.#deadline = this.#sliceStart + parts.limits.timeMs;
    this.#nextLook = Math.min(stepsPerLook, parts.limits.stepsMax);
  }

  /** Blocks and turns so far. */
  get steps(): number {
    return this.#steps;
  }

  now(): number {
    return this.host.now();
  }

  random(): number {
    return this.host.random();
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#nextLook) this.#look();
  }

  /** Begins an expression that cannot give way. Gives what `endExpression` needs. */
  beginExpression(): number {
    const before = this.#expressionEnd;
    this.#expressionEnd = Math.min(before, this.#steps + this.limits.expressionStepsMax);
    this.#nextLook = Math.min(this.#nextLook, this.#expressionEnd);
    return before;
  }

  /** Ends an expression. */
  endExpression(before: number): void {
    this.#expressionEnd = before;
  }

  /** Errors: `CALL_DEPTH_LIMIT`. */
  enterCall(depth: number): void {
    if (depth > this.limits.callDepthMax) throw tooDeep(null);
  }

  /** Lets others go on, then begins a new slice. */
  async giveWay(): Promise<void> {
    await this.host.giveWay();
    this.isDue = false;
    this.#sliceStart = this.host.monotonicMs();
    this.lookAtEnds();
  }

  /** Errors: `RunCancelled`, `TIME_LIMIT`. */
  lookAtEnds(): void {
    if (this.#parts.isCancelled()) throw new RunCancelled();
    if (this.host.monotonicMs() > this.#deadline) throw timeLimit(this.limits.timeMs);
  }

  list<Item>(items: Item[]): Item[] {
    this.roomForItems(items.length);
    this.spend(items.length);
    return items;
  }

  text(text: string): string {
    this.roomForChars(text.length);
    this.spend(text.length >>> 3);
    return text;
  }

  roomForItems(count: number): void {
    const { listItemsMax } = this.limits;
    if (count > listItemsMax) throw tooLong("LIST_LIMIT", "list", `${listItemsMax} items`);
  }

  roomForChars(count: number): void {
    const { textCharsMax } = this.limits;
    if (count > textCharsMax) throw tooLong("TEXT_LIMIT", "text", `${textCharsMax} characters`);
  }

  #look(): void {
    if (this.#steps > this.limits.stepsMax) throw stepLimit(this.limits.stepsMax);
    if (this.#steps > this.#expressionEnd) throw expressionLimit(this.limits.expressionStepsMax);
    this.lookAtEnds();
    this.isDue = this.host.monotonicMs() - this.#sliceStart >= this.#parts.sliceMs;
    const end = Math.min(this.limits.stepsMax, this.#expressionEnd);
    this.#nextLook = Math.min(this.#steps + stepsPerLook, end);
  }
}

function stepLimit(max: number): FlowError {
  return new FlowError({
    code: "STEP_LIMIT",
    message: `The run took more than ${max} steps.`,
    hint: "Look for a loop that does not end, or divide the work.",
  });
}

function expressionLimit(max: number): FlowError {
  return new FlowError({
    code: "EXPRESSION_LIMIT",
    message: `A function used as a value took more than ${max} steps.`,
    hint: "Call the function in a stack of its own and keep its result in a variable.",
  });
}

function timeLimit(ms: number): FlowError {
  return new FlowError({
    code: "TIME_LIMIT",
    message: `The run took more than ${ms} ms.`,
    hint: "Look for a loop that does not end or a command that is slow.",
  });
}

function tooLong(code: "LIST_LIMIT" | "TEXT_LIMIT", what: string, max: string): FlowError {
  return new FlowError({
    code,
    message: `A ${what} grew longer than ${max}.`,
    hint: "Keep less at once.",
  });
}
