import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "./as-number.ts";
import { isPrime } from "./prime.ts";

type Property = (number: number, tools: Tools, divisor: number) => boolean;

const properties: Readonly<Record<string, Property>> = {
  EVEN: (number) => number % 2 === 0,
  // As in Blockly's JavaScript no negative number is odd.
  ODD: (number) => number % 2 === 1,
  PRIME: (number, tools) => isPrime(number, tools),
  WHOLE: (number) => number % 1 === 0,
  POSITIVE: (number) => number > 0,
  NEGATIVE: (number) => number < 0,
  DIVISIBLE_BY: (number, _, divisor) => number % divisor === 0,
};

/** What can be said of a number. */
export const mathNumberProperty = defineBlock({
  type: "math_number_property",
  category: "math",
  shape: "output",
  tooltip: "True if the number is even, odd, prime, whole, positive, negative or divisible.",
  fields: {
    PROPERTY: {
      kind: "dropdown",
      options: [
        ["is even", "EVEN"],
        ["is odd", "ODD"],
        ["is prime", "PRIME"],
        ["is whole", "WHOLE"],
        ["is positive", "POSITIVE"],
        ["is negative", "NEGATIVE"],
        ["is divisible by", "DIVISIBLE_BY"],
      ],
    },
  },
  inputs: { NUMBER_TO_CHECK: { accepts: ["number"], missing: 0 } },
  dynamicInputs: ({ fields }) =>
    fields?.["PROPERTY"] === "DIVISIBLE_BY"
      ? { inputs: { DIVISOR: { accepts: ["number"], missing: 0 } } }
      : {},
  gives: ["boolean"],
  behaviour: computes(({ field }) => {
    const holds = optionOf(field("PROPERTY"), properties);
    return (tools, number = 0, divisor = 0) =>
      holds(asNumber(number, tools), tools, asNumber(divisor, tools));
  }),
});
