import type { Value } from "../../document/values.ts";
import type { Compiling } from "../../run/compiling.ts";
import { constant, type Expression } from "../../run/expression.ts";
import type { Frame } from "../../run/frame.ts";
import { runLoop, type Advance } from "../../run/loop.ts";
import { next } from "../../run/signals.ts";
import { withValues, type Statement } from "../../run/statement.ts";

/** What a loop is made of before it is entered. */
export interface LoopParts {
  /** Evaluated once, when the loop is entered. */
  readonly inputs: readonly Expression[];
  /** What a turn evaluates again, in blocks. */
  readonly turnSize?: number;
  /** How it goes from turn to turn, once the inputs' values are known. */
  readonly enter: (values: readonly Value[], frame: Frame) => Advance;
}

/** A loop over the stack in the input DO. */
export function compileLoop({ block, stack }: Compiling, parts: LoopParts): Statement {
  const body = stack("DO") ?? (() => next);
  const turnCost = 1 + (parts.turnSize ?? 0);
  return withValues(block.id, parts.inputs, (frame, values) =>
    runLoop(frame, { blockId: block.id, turnCost, advance: parts.enter(values, frame), body }),
  );
}

/** An input that a loop reads again and again. */
export interface LoopInput {
  /** What is evaluated when the loop is entered. */
  readonly atStart: Expression;
  /** The value now, out of what it was at the start. */
  readonly now: (frame: Frame, atStart: Value) => Value;
}

/**
 * Compiles an input that a loop reads again and again. Blockly's generators keep its value as it
 * was at the start, but not where a plain variable is plugged in: then changes in the loop count.
 */
export function loopInput({ plugged, value }: Compiling, name: string, missing: Value): LoopInput {
  const expression = value(name, missing);
  const type = plugged(name)?.type;
  const isVariable = type === "variables_get" || type === "variables_get_dynamic";
  if (isVariable && !expression.isAsync) return { atStart: constant(null), now: expression.run };
  return { atStart: expression, now: (_frame, atStart) => atStart };
}
