import type { Value } from "../../document/values.ts";
import { fieldText } from "../../run/block-json.ts";
import type { Compiling } from "../../run/compiling.ts";
import type { Advance } from "../../run/loop.ts";
import type { Statement } from "../../run/statement.ts";
import type { Tools } from "../../run/tools.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asNumber, asPrimitive, plus } from "../math/as-number.ts";
import { compileLoop, loopInput } from "./compile-loop.ts";

/** Counts a variable up or down. */
export const controlsFor = defineBlock({
  type: "controls_for",
  category: "loops",
  shape: "regular",
  tooltip:
    "Lets a variable take the numbers from one to another, and runs the blocks inside each time.",
  fields: { VAR: { kind: "variable" } },
  inputs: {
    FROM: { accepts: ["number"], missing: 0 },
    TO: { accepts: ["number"], missing: 0 },
    BY: { accepts: ["number"], missing: 1 },
  },
  statements: ["DO"],
  behaviour: compilesStatement((compiling) => {
    const [from, to, by] = [
      literal(compiling, "FROM", 0),
      literal(compiling, "TO", 0),
      literal(compiling, "BY", 1),
    ];
    return from === null || to === null || by === null
      ? compileGeneral(compiling)
      : compileLiteral(compiling, from, to, Math.abs(by));
  }),
});

/** Blockly's generators count in a simpler way where all three are numbers on the block. */
function compileLiteral(compiling: Compiling, from: number, to: number, size: number): Statement {
  const { get, set } = compiling.variable("VAR");
  const isUp = from <= to;
  const step = isUp ? size : -size;
  const following = (held: Value, tools: Tools): Value => {
    if (typeof held === "number") return held + step;
    // It adds numbers with `++`, `--` and `-=`, which make a number of a text; `+=` does not.
    return isUp && size !== 1 ? plus(held, step, tools) : asNumber(held, tools) + step;
  };
  const enter = (): Advance => {
    let isFirst = true;
    return (frame) => {
      const value = isFirst ? from : following(get(frame), frame.run);
      isFirst = false;
      set(frame, value);
      return isUp ? isAtMost(value, to, frame.run) : isAtMost(to, value, frame.run);
    };
  };
  return compileLoop(compiling, { inputs: [], enter });
}

function compileGeneral(compiling: Compiling): Statement {
  const { get, set } = compiling.variable("VAR");
  const from = loopInput(compiling, "FROM", 0);
  const to = loopInput(compiling, "TO", 0);
  return compileLoop(compiling, {
    inputs: [from.atStart, to.atStart, compiling.value("BY", 1)],
    enter: ([fromAtStart = null, toAtStart = null, by = null], entered) => {
      const start = from.now(entered, fromAtStart);
      const size = Math.abs(asNumber(by, entered.run));
      const isDown = isAbove(start, to.now(entered, toAtStart), entered.run);
      const step = isDown ? -size : size;
      let isFirst = true;
      return (frame) => {
        const value = isFirst ? start : plus(get(frame), step, frame.run);
        isFirst = false;
        set(frame, value);
        const end = to.now(frame, toAtStart);
        return step >= 0 ? isAtMost(value, end, frame.run) : isAtMost(end, value, frame.run);
      };
    },
  });
}

function isAtMost(a: Value, b: Value, tools: Tools): boolean {
  if (typeof a === "number" && typeof b === "number") return a <= b;
  return (asPrimitive(a, tools) as number) <= (asPrimitive(b, tools) as number);
}

function isAbove(a: Value, b: Value, tools: Tools): boolean {
  return (asPrimitive(a, tools) as number) > (asPrimitive(b, tools) as number);
}

/** The number that stands in an input as a plain number block; null where something else does. */
function literal({ plugged }: Compiling, input: string, missing: number): number | null {
  const block = plugged(input);
  if (block === null) return missing;
  if (block.type !== "math_number") return null;
  const number = Number(fieldText(block, "NUM"));
  return /^-?\d+(\.\d+)?$/.test(String(number)) ? number : null;
}
