import type { Value } from "../../document/values.ts";
import { fieldText } from "../../run/block-json.ts";
import type { Compiling, VariableAccess } from "../../run/compiling.ts";
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
function compileLiteral(compiling: Compiling, from: number, to: number, step: number): Statement {
  const variable = compiling.variable("VAR");
  const isUp = from <= to;
  const following = isUp
    ? (value: Value, tools: Tools) =>
        step === 1 ? asNumber(value, tools) + 1 : plus(value, step, tools)
    : (value: Value, tools: Tools) => asNumber(value, tools) - step;
  return compileLoop(compiling, {
    inputs: [],
    enter: () => {
      const count = counting(variable, () => from, following);
      return (frame) => {
        const value = count(frame);
        return isUp ? isAtMost(value, to, frame.run) : isAtMost(to, value, frame.run);
      };
    },
  });
}

function compileGeneral(compiling: Compiling): Statement {
  const variable = compiling.variable("VAR");
  const from = loopInput(compiling, "FROM", 0);
  const to = loopInput(compiling, "TO", 0);
  return compileLoop(compiling, {
    inputs: [from.atStart, to.atStart, compiling.value("BY", 1)],
    enter: ([fromAtStart = null, toAtStart = null, by = null], entered) => {
      const start = from.now(entered, fromAtStart);
      const size = Math.abs(asNumber(by, entered.run));
      const isDown = isAbove(start, to.now(entered, toAtStart), entered.run);
      const step = isDown ? -size : size;
      const count = counting(
        variable,
        () => start,
        (value, tools) => plus(value, step, tools),
      );
      return (frame) => {
        const value = count(frame);
        const end = to.now(frame, toAtStart);
        return step >= 0 ? isAtMost(value, end, frame.run) : isAtMost(end, value, frame.run);
      };
    },
  });
}

/** Puts the first value into the variable, and from then on what follows the one that is in it. */
function counting(
  variable: VariableAccess,
  first: () => Value,
  following: (value: Value, tools: Tools) => Value,
): (frame: Parameters<VariableAccess["get"]>[0]) => Value {
  let isFirst = true;
  return (frame) => {
    const value = isFirst ? first() : following(variable.get(frame), frame.run);
    isFirst = false;
    variable.set(frame, value);
    return value;
  };
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
