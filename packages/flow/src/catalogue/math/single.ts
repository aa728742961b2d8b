import type { Behaviour } from "../behaviour.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "./as-number.ts";

type NumberFunction = (number: number) => number;

function onNumber(functions: Readonly<Record<string, NumberFunction>>): Behaviour {
  return computes(({ field }) => {
    const calculate = optionOf(field("OP"), functions);
    return (tools, value = 0) => calculate(asNumber(value, tools));
  });
}

/** Functions of one number. */
export const mathSingle = defineBlock({
  type: "math_single",
  category: "math",
  shape: "output",
  tooltip: "A root, a logarithm or another function of one number.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["square root", "ROOT"],
        ["absolute", "ABS"],
        ["-", "NEG"],
        ["ln", "LN"],
        ["log10", "LOG10"],
        ["e^", "EXP"],
        ["10^", "POW10"],
      ],
    },
  },
  inputs: { NUM: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: onNumber({
    ROOT: Math.sqrt,
    ABS: Math.abs,
    NEG: (number) => -number,
    LN: Math.log,
    // Not `Math.log10`, which rounds otherwise than Blockly's JavaScript.
    LOG10: (number) => Math.log(number) / Math.log(10),
    EXP: Math.exp,
    POW10: (number) => 10 ** number,
  }),
});

/** The functions of an angle. */
export const mathTrig = defineBlock({
  type: "math_trig",
  category: "math",
  shape: "output",
  tooltip: "A function of an angle, in degrees.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["sin", "SIN"],
        ["cos", "COS"],
        ["tan", "TAN"],
        ["asin", "ASIN"],
        ["acos", "ACOS"],
        ["atan", "ATAN"],
      ],
    },
  },
  inputs: { NUM: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: onNumber({
    SIN: (degrees) => Math.sin((degrees / 180) * Math.PI),
    COS: (degrees) => Math.cos((degrees / 180) * Math.PI),
    TAN: (degrees) => Math.tan((degrees / 180) * Math.PI),
    ASIN: (sine) => (Math.asin(sine) / Math.PI) * 180,
    ACOS: (cosine) => (Math.acos(cosine) / Math.PI) * 180,
    ATAN: (tangent) => (Math.atan(tangent) / Math.PI) * 180,
  }),
});

/** A whole number near by. */
export const mathRound = defineBlock({
  type: "math_round",
  category: "math",
  shape: "output",
  tooltip: "Rounds a number.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["round", "ROUND"],
        ["round up", "ROUNDUP"],
        ["round down", "ROUNDDOWN"],
      ],
    },
  },
  inputs: { NUM: { accepts: ["number"], missing: 0 } },
  gives: ["number"],
  behaviour: onNumber({ ROUND: Math.round, ROUNDUP: Math.ceil, ROUNDDOWN: Math.floor }),
});
