import type { Value } from "../../document/values.ts";
import { applied, type ValueFunction } from "../../run/expression.ts";
import { compilesValue, computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "./as-number.ts";
import { onTwoNumbers } from "./on-two-numbers.ts";
import { isChained, operandOf, rememberParts } from "./operands.ts";
import { operations } from "./operations.ts";

function onNumbers(operate: (a: number, b: number) => number): ValueFunction {
  return (tools, a = 0, b = 0) =>
    typeof a === "number" && typeof b === "number"
      ? operate(a, b)
      : operate(asNumber(a, tools), asNumber(b, tools));
}

/** More than two values, from left to right. */
function inTurn(operate: ValueFunction): ValueFunction {
  return (tools, first = 0, ...others) =>
    others.reduce<Value>((result, operand) => operate(tools, result, operand), first);
}

/** The five operations with two numbers. */
export const mathArithmetic = defineBlock({
  type: "math_arithmetic",
  category: "math",
  shape: "output",
  tooltip: "Calculates with two numbers.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["+", "ADD"],
        ["-", "MINUS"],
        ["×", "MULTIPLY"],
        ["÷", "DIVIDE"],
        ["^", "POWER"],
      ],
    },
  },
  inputs: { A: { accepts: ["number"], missing: 0 }, B: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: compilesValue((compiling) => {
    const { block, field, value } = compiling;
    const operator = field("OP");
    const operation = optionOf(operator, operations);
    if (!isChained(operator)) {
      return onTwoNumbers(block.id, value("A", 0), value("B", 0), operation);
    }
    const left = operandOf(compiling, "A", operator);
    const right = operandOf(compiling, "B", operator);
    return rememberParts(
      right.parts.length === 1
        ? onTwoNumbers(block.id, left.whole, right.whole, operation)
        : applied(block.id, [left.whole, ...right.parts], inTurn(operation.compute)),
      operator,
      [...left.parts, ...right.parts],
    );
  }),
});

/** What is left over by a division. */
export const mathModulo = defineBlock({
  type: "math_modulo",
  category: "math",
  shape: "output",
  tooltip: "The remainder of a division.",
  inputs: {
    DIVIDEND: { accepts: ["number"], missing: 0 },
    DIVISOR: { accepts: ["number"], missing: 0 },
  },
  gives: ["number"],
  behaviour: computes(() => onNumbers((a, b) => a % b)),
});

/** The angle of a point. */
export const mathAtan2 = defineBlock({
  type: "math_atan2",
  category: "math",
  shape: "output",
  tooltip: "The angle of a point, from -180 to 180 degrees.",
  inputs: { X: { accepts: ["number"], missing: 0 }, Y: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: computes(() => onNumbers((x, y) => (Math.atan2(y, x) / Math.PI) * 180)),
});

/** A number kept within limits. */
export const mathConstrain = defineBlock({
  type: "math_constrain",
  category: "math",
  shape: "output",
  tooltip: "The number, or the limit that it is beyond.",
  inputs: {
    VALUE: { accepts: ["number"], missing: 0 },
    LOW: { accepts: ["number"], missing: 0 },
    HIGH: { accepts: ["number"], missing: Infinity },
  },
  gives: ["number"],
  behaviour: computes(() => (tools, value = 0, low = 0, high = 0) => {
    const atLeast = Math.max(asNumber(value, tools), asNumber(low, tools));
    return Math.min(atLeast, asNumber(high, tools));
  }),
});
