import type { Value } from "../document/values.ts";
import { atBlock } from "./errors.ts";
import { areSync, evaluateAll, sizeOf, type Expression } from "./expression.ts";
import type { Frame } from "./frame.ts";
import { next, type MaybeSignal, type Signal } from "./signals.ts";
import type { Tools } from "./tools.ts";

/** A compiled statement: done at once, or a promise where something is waited for. */
export type Statement = (frame: Frame) => MaybeSignal;

/** Does something with the values of the inputs, at once. */
export type ActionFunction = (tools: Tools, ...inputs: Value[]) => void;

/** Runs statements one after another until one of them does not go on. */
export function inSequence(statements: readonly Statement[]): Statement {
  const [only] = statements;
  if (only !== undefined && statements.length === 1) return only;
  return (frame) => {
    for (let index = 0; index < statements.length; index += 1) {
      const done = (statements[index] as Statement)(frame);
      if (done === next) continue;
      return typeof done === "number" ? done : goOn(statements, index + 1, frame, done);
    }
    return next;
  };
}

/** What is left of a sequence after a statement that waits. */
async function goOn(
  statements: readonly Statement[],
  from: number,
  frame: Frame,
  waiting: Promise<Signal>,
): Promise<Signal> {
  let done = await waiting;
  for (let index = from; done === next && index < statements.length; index += 1) {
    const signal = (statements[index] as Statement)(frame);
    done = typeof signal === "number" ? signal : await signal;
  }
  return done;
}

/** A statement that evaluates its inputs and does something with them. */
export function acting(
  blockId: string,
  inputs: readonly Expression[],
  act: ActionFunction,
): Statement {
  return withValues(blockId, inputs, (frame, values) => {
    act(frame.run, ...values);
    return next;
  });
}

/**
 * A statement that evaluates its inputs from left to right and goes on with their values. It counts
 * its steps, and failures in it stand on its block.
 */
export function withValues(
  blockId: string,
  inputs: readonly Expression[],
  goOnWith: (frame: Frame, values: readonly Value[]) => MaybeSignal,
): Statement {
  const cost = 1 + sizeOf(inputs);
  if (areSync(inputs)) {
    const runs = inputs.map((input) => input.run);
    return (frame) => {
      try {
        frame.run.spend(cost);
        const done = goOnWith(
          frame,
          runs.map((run) => run(frame)),
        );
        return typeof done === "number" ? done : located(blockId, done);
      } catch (error) {
        throw atBlock(error, blockId);
      }
    };
  }
  return (frame) =>
    located(
      blockId,
      (async () => {
        frame.run.spend(cost);
        return goOnWith(frame, await evaluateAll(inputs, frame));
      })(),
    );
}

/** The same with one input, and quicker. */
export function withValue(
  blockId: string,
  input: Expression,
  goOnWith: (frame: Frame, value: Value) => Signal,
): Statement {
  if (input.isAsync) {
    return withValues(blockId, [input], (frame, [value = null]) => goOnWith(frame, value));
  }
  const cost = 1 + input.size;
  const { run: evaluate } = input;
  return (frame) => {
    try {
      frame.run.spend(cost);
      return goOnWith(frame, evaluate(frame));
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
}

/** The same promise, whose failure stands on the block. */
export async function located(blockId: string, done: Promise<Signal>): Promise<Signal> {
  try {
    return await done;
  } catch (error) {
    throw atBlock(error, blockId);
  }
}
