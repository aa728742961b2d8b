import type { Value } from "../document/values.ts";
import { atBlock } from "./errors.ts";
import type { Frame } from "./frame.ts";
import type { Tools } from "./tools.ts";

/** An expression that gives its value at once. */
export interface SyncExpression {
  readonly isAsync: false;
  /** How many blocks it is made of: what it costs in steps. */
  readonly size: number;
  readonly run: (frame: Frame) => Value;
  /** Given where the value is always the same, so that nobody has to ask for it. */
  readonly always?: Value;
}

/** An expression with an effect somewhere in it. */
export interface AsyncExpression {
  readonly isAsync: true;
  readonly size: number;
  readonly run: (frame: Frame) => Promise<Value>;
}

/** What a value input compiles to. */
export type Expression = SyncExpression | AsyncExpression;

/** Computes a value out of those of the inputs, in the order in which they are declared. */
export type ValueFunction = (tools: Tools, ...inputs: Value[]) => Value;

/** Gives the same value every time. */
export function constant(value: Value): SyncExpression {
  return { isAsync: false, size: 0, run: () => value, always: value };
}

/** Evaluates the inputs from left to right and hands their values on; synchronous where they are. */
export function applied(
  blockId: string,
  inputs: readonly Expression[],
  compute: ValueFunction,
): Expression {
  const size = 1 + sizeOf(inputs);
  if (areSync(inputs)) return { isAsync: false, size, run: syncApplied(blockId, inputs, compute) };
  const run = async (frame: Frame): Promise<Value> => {
    const values = await evaluateAll(inputs, frame);
    try {
      return compute(frame.run, ...values);
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
  return { isAsync: true, size, run };
}

/**
 * Evaluates `first` and lets its value choose: another expression that gives the value in its
 * place, or null for the value itself.
 */
export function chosen(
  first: Expression,
  choices: readonly Expression[],
  choose: (value: Value) => Expression | null,
): Expression {
  const size = 1 + first.size + sizeOf(choices);
  if (!first.isAsync && areSync(choices)) {
    const run = (frame: Frame): Value => {
      const value = first.run(frame);
      const choice = choose(value) as SyncExpression | null;
      return choice === null ? value : choice.run(frame);
    };
    return { isAsync: false, size, run };
  }
  const run = async (frame: Frame): Promise<Value> => {
    const value = await first.run(frame);
    const choice = choose(value);
    return choice === null ? value : choice.run(frame);
  };
  return { isAsync: true, size, run };
}

/** The values of the inputs, evaluated from left to right. */
export async function evaluateAll(inputs: readonly Expression[], frame: Frame): Promise<Value[]> {
  const values: Value[] = [];
  for (const input of inputs) {
    values.push(input.isAsync ? await input.run(frame) : input.run(frame));
  }
  return values;
}

/** How many blocks some expressions are made of. */
export function sizeOf(inputs: readonly Expression[]): number {
  return inputs.reduce((sum, input) => sum + input.size, 0);
}

/** True when none of the expressions waits for anything. */
export function areSync(inputs: readonly Expression[]): inputs is readonly SyncExpression[] {
  return inputs.every((input) => !input.isAsync);
}

/** One closure for each usual number of inputs: no list is made, and constants aren't asked for. */
function syncApplied(
  blockId: string,
  inputs: readonly SyncExpression[],
  compute: ValueFunction,
): (frame: Frame) => Value {
  const [first, second, third] = inputs;
  if (first === undefined) return (frame) => compute(frame.run);
  if (second === undefined) return appliedToOne(blockId, first.run, compute);
  if (third === undefined) return appliedToTwo(blockId, first, second, compute);
  const runs = inputs.map((input) => input.run);
  return (frame) => {
    try {
      return compute(frame.run, ...runs.map((run) => run(frame)));
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
}

type Run = SyncExpression["run"];

function appliedToOne(blockId: string, a: Run, compute: ValueFunction): Run {
  return (frame) => {
    try {
      return compute(frame.run, a(frame));
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
}

function appliedToTwo(
  blockId: string,
  { run: a }: SyncExpression,
  { run: b, always }: SyncExpression,
  compute: ValueFunction,
): Run {
  if (always !== undefined) {
    return (frame) => {
      try {
        return compute(frame.run, a(frame), always);
      } catch (error) {
        throw atBlock(error, blockId);
      }
    };
  }
  return (frame) => {
    try {
      return compute(frame.run, a(frame), b(frame));
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
}
