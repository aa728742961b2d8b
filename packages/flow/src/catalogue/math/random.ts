import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asPrimitive, plus } from "./as-number.ts";

/** A whole number between two. */
export const mathRandomInt = defineBlock({
  type: "math_random_int",
  category: "math",
  shape: "output",
  tooltip: "A random whole number, both limits included.",
  inputs: { FROM: { accepts: ["number"], missing: 0 }, TO: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: computes(() => (tools, from = 0, to = 0) => {
    // Texts go through JavaScript's operators as in Blockly; the types only say what is meant.
    const a = asPrimitive(from, tools) as number;
    const b = asPrimitive(to, tools) as number;
    return a > b ? between(b, a, tools) : between(a, b, tools);
  }),
});

function between(low: number, high: number, tools: Tools): number {
  return Math.floor(Number(plus(tools.random() * (high - low + 1), low, tools)));
}

/** A fraction. */
export const mathRandomFloat = defineBlock({
  type: "math_random_float",
  category: "math",
  shape: "output",
  tooltip: "A random fraction: at least 0 and below 1.",
  gives: ["number"],
  behaviour: computes(() => (tools) => tools.random()),
});
