import type { ValueFunction } from "../../run/expression.ts";
import { asNumber, plus } from "./as-number.ts";
import type { NumberOperation } from "./on-two-numbers.ts";

function onNumbers(operate: (a: number, b: number) => number): ValueFunction {
  return (tools, a = 0, b = 0) => operate(asNumber(a, tools), asNumber(b, tools));
}

const add: NumberOperation = {
  ofTwo: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (typeof left === "number" && typeof right === "number") return left + right;
    return otherwise(frame, left, right);
  },
  ofOne: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    return typeof left === "number" ? left + b : otherwise(frame, left, b);
  },
  compute: (tools, a = 0, b = 0) => plus(a, b, tools),
};

const subtract: NumberOperation = {
  ofTwo: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (typeof left === "number" && typeof right === "number") return left - right;
    return otherwise(frame, left, right);
  },
  ofOne: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    return typeof left === "number" ? left - b : otherwise(frame, left, b);
  },
  compute: onNumbers((a, b) => a - b),
};

const multiply: NumberOperation = {
  ofTwo: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (typeof left === "number" && typeof right === "number") return left * right;
    return otherwise(frame, left, right);
  },
  ofOne: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    return typeof left === "number" ? left * b : otherwise(frame, left, b);
  },
  compute: onNumbers((a, b) => a * b),
};

const divide: NumberOperation = {
  ofTwo: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (typeof left === "number" && typeof right === "number") return left / right;
    return otherwise(frame, left, right);
  },
  ofOne: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    return typeof left === "number" ? left / b : otherwise(frame, left, b);
  },
  compute: onNumbers((a, b) => a / b),
};

const power: NumberOperation = {
  ofTwo: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    const right = b(frame);
    if (typeof left === "number" && typeof right === "number") return left ** right;
    return otherwise(frame, left, right);
  },
  ofOne: (a, b, otherwise) => (frame) => {
    const left = a(frame);
    return typeof left === "number" ? left ** b : otherwise(frame, left, b);
  },
  compute: onNumbers((a, b) => a ** b),
};

/** The operations of the arithmetic block, by the option of its dropdown. */
export const operations: Readonly<Record<string, NumberOperation>> = {
  ADD: add,
  MINUS: subtract,
  MULTIPLY: multiply,
  DIVIDE: divide,
  POWER: power,
};
