import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asPrimitive } from "../math/as-number.ts";
import { looselyEqual } from "./equals.ts";
import { optionOf } from "./option-of.ts";

type Comparison = (tools: Tools, a: Value, b: Value) => boolean;

/** Two texts by their letters, everything else as numbers: JavaScript's own operators do it. */
function ordered(compare: (a: number, b: number) => boolean): Comparison {
  return (tools, a, b) => {
    if (typeof a === "number" && typeof b === "number") return compare(a, b);
    return compare(asPrimitive(a, tools) as number, asPrimitive(b, tools) as number);
  };
}

const comparisons: Readonly<Record<string, Comparison>> = {
  EQ: (tools, a, b) => looselyEqual(a, b, tools),
  NEQ: (tools, a, b) => !looselyEqual(a, b, tools),
  LT: ordered((a, b) => a < b),
  LTE: ordered((a, b) => a <= b),
  GT: ordered((a, b) => a > b),
  GTE: ordered((a, b) => a >= b),
};

/** Compares two values. */
export const logicCompare = defineBlock({
  type: "logic_compare",
  category: "logic",
  shape: "output",
  tooltip: "Compares two values.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["=", "EQ"],
        ["≠", "NEQ"],
        ["<", "LT"],
        ["≤", "LTE"],
        [">", "GT"],
        ["≥", "GTE"],
      ],
    },
  },
  inputs: { A: { missing: 0 }, B: { missing: 0 } },
  gives: ["boolean"],
  behaviour: computes(({ field }) => optionOf(field("OP"), comparisons)),
});
