import type { Value } from "../../document/values.ts";
import { atBlock } from "../../run/errors.ts";
import {
  applied,
  type Expression,
  type SyncExpression,
  type ValueFunction,
} from "../../run/expression.ts";
import type { Frame } from "../../run/frame.ts";

type Run = (frame: Frame) => Value;

/** What to do with values of which one is no number. */
type Otherwise = (frame: Frame, a: Value, b: Value) => Value;

/** Makes the closure of an operation: for two inputs, or for a number on the right. */
export interface NumberOperation {
  readonly ofTwo: (a: Run, b: Run, otherwise: Otherwise) => Run;
  readonly ofOne: (a: Run, b: number, otherwise: Otherwise) => Run;
  /** For values of every kind. */
  readonly compute: ValueFunction;
}

/**
 * An operation with two numbers as quick as can be: arithmetic is what loops are made of, and each
 * operation has closures of its own so that the engine sees the operator and not a call.
 */
export function onTwoNumbers(
  blockId: string,
  a: Expression,
  b: Expression,
  operation: NumberOperation,
): Expression {
  const general = applied(blockId, [a, b], operation.compute);
  if (a.isAsync || b.isAsync) return general;
  return { isAsync: false, size: general.size, run: quick(blockId, a.run, b, operation) };
}

function quick(
  blockId: string,
  a: Run,
  b: SyncExpression,
  { ofOne, ofTwo, compute }: NumberOperation,
): Run {
  const otherwise: Otherwise = (frame, left, right) => {
    try {
      return compute(frame.run, left, right);
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
  return typeof b.always === "number" ? ofOne(a, b.always, otherwise) : ofTwo(a, b.run, otherwise);
}
