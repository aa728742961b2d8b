import { calculate, number, type Block, type Workspace, variable, webHook } from "./blocks.ts";

/** Arithmetic blocks in a turn of the loop. */
export const blocksPerTurn = 4;

/**
 * A flow that turns a loop so many times, each with four arithmetic blocks:
 * `x = ((x * 3 + i) - 7) / 2`, and `i` counts the turns.
 */
export function arithmeticFlow(turns: number): Workspace {
  const product = calculate("m", variable("get x", "x"), "MULTIPLY", number("three", 3));
  const sum = calculate("s", product, "ADD", variable("get i", "i"));
  const difference = calculate("d", sum, "MINUS", number("seven", 7));
  const half = calculate("h", difference, "DIVIDE", number("two", 2));
  const assign: Block = {
    type: "variables_set",
    id: "assign",
    fields: { VAR: { id: "x" } },
    inputs: { VALUE: { block: half } },
  };
  const loop: Block = {
    type: "controls_for",
    id: "loop",
    fields: { VAR: { id: "i" } },
    inputs: {
      FROM: { block: number("from", 1) },
      TO: { block: number("to", turns) },
      BY: { block: number("by", 1) },
      DO: { block: assign },
    },
  };
  return webHook(loop, ["x", "i"]);
}
