import { standsFor } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";

/** A number. */
export const mathNumber = defineBlock({
  type: "math_number",
  category: "math",
  shape: "output",
  tooltip: "A number.",
  fields: { NUM: { kind: "number", initial: 0 } },
  gives: ["number"],
  behaviour: standsFor(({ field }) => Number(field("NUM"))),
});

const constants: Readonly<Record<string, number>> = {
  PI: Math.PI,
  E: Math.E,
  GOLDEN_RATIO: (1 + Math.sqrt(5)) / 2,
  SQRT2: Math.SQRT2,
  SQRT1_2: Math.SQRT1_2,
  INFINITY: Infinity,
};

/** A number that has a name. */
export const mathConstant = defineBlock({
  type: "math_constant",
  category: "math",
  shape: "output",
  tooltip: "One of the numbers that have a name.",
  fields: {
    CONSTANT: {
      kind: "dropdown",
      options: [
        ["π", "PI"],
        ["e", "E"],
        ["φ", "GOLDEN_RATIO"],
        ["sqrt(2)", "SQRT2"],
        ["sqrt(½)", "SQRT1_2"],
        ["∞", "INFINITY"],
      ],
    },
  },
  gives: ["number"],
  behaviour: standsFor(({ field }) => optionOf(field("CONSTANT"), constants)),
});
