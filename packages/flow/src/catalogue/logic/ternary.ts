import { chosen } from "../../run/expression.ts";
import { compilesValue } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** One of two values; only that one is evaluated. */
export const logicTernary = defineBlock({
  type: "logic_ternary",
  category: "logic",
  shape: "output",
  tooltip: "The first value if the test is true, otherwise the second.",
  inputs: { IF: { accepts: ["boolean"], missing: false }, THEN: {}, ELSE: {} },
  behaviour: compilesValue(({ value }) => {
    const then = value("THEN", null);
    const otherwise = value("ELSE", null);
    return chosen(value("IF", false), [then, otherwise], (test) => (test ? then : otherwise));
  }),
});
