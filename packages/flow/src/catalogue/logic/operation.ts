import { chosen, constant, type Expression } from "../../run/expression.ts";
import { compilesValue, computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** And, or: the second side is evaluated only where the first leaves it open. */
export const logicOperation = defineBlock({
  type: "logic_operation",
  category: "logic",
  shape: "output",
  tooltip: "True if both sides are true, or if one of them is.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["and", "AND"],
        ["or", "OR"],
      ],
    },
  },
  inputs: { A: { accepts: ["boolean"] }, B: { accepts: ["boolean"] } },
  gives: ["boolean"],
  behaviour: compilesValue(({ field, value, plugged }): Expression => {
    if (!plugged("A") && !plugged("B")) return constant(false);
    const isAnd = field("OP") !== "OR";
    // A side that is missing changes nothing.
    const second = value("B", isAnd);
    return chosen(value("A", isAnd), [second], (first) =>
      Boolean(first) === isAnd ? second : null,
    );
  }),
});

/** Not. */
export const logicNegate = defineBlock({
  type: "logic_negate",
  category: "logic",
  shape: "output",
  tooltip: "True if the value is false, and the other way round.",
  inputs: { BOOL: { accepts: ["boolean"], missing: true } },
  gives: ["boolean"],
  behaviour: computes(() => (_, value) => !value),
});
