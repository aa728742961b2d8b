import type { Value } from "../document/values.ts";
import { atBlock } from "./errors.ts";
import type { Expression } from "./expression.ts";
import type { Frame } from "./frame.ts";
import type { MaybeSignal, Signal } from "./signals.ts";
import { located, type Statement } from "./statement.ts";

/** A condition and what runs when it holds. */
export interface Branch {
  readonly condition: Expression;
  readonly body: Statement;
}

/** JavaScript's truth: null, 0, NaN, false and the empty text do not hold. */
export function holds(value: Value): boolean {
  return Boolean(value);
}

/** Runs the first branch whose condition holds, else `otherwise`. */
export function branching(
  blockId: string,
  branches: readonly Branch[],
  otherwise: Statement,
): Statement {
  return (frame) => {
    try {
      frame.run.spend(1);
      const done = chooseFrom(0, branches, otherwise, frame);
      return typeof done === "number" ? done : located(blockId, done);
    } catch (error) {
      throw atBlock(error, blockId);
    }
  };
}

function chooseFrom(
  from: number,
  branches: readonly Branch[],
  otherwise: Statement,
  frame: Frame,
): MaybeSignal {
  for (let index = from; index < branches.length; index += 1) {
    const { condition, body } = branches[index] as Branch;
    frame.run.spend(condition.size);
    if (condition.isAsync) {
      return waitForCondition(condition.run(frame), index, branches, otherwise, frame);
    }
    if (holds(condition.run(frame))) return body(frame);
  }
  return otherwise(frame);
}

async function waitForCondition(
  value: Promise<Value>,
  index: number,
  branches: readonly Branch[],
  otherwise: Statement,
  frame: Frame,
): Promise<Signal> {
  return holds(await value)
    ? (branches[index] as Branch).body(frame)
    : chooseFrom(index + 1, branches, otherwise, frame);
}
