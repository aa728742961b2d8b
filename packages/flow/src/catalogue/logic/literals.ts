import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** True or false. */
export const logicBoolean = defineBlock({
  type: "logic_boolean",
  category: "logic",
  shape: "output",
  tooltip: "True or false.",
  fields: {
    BOOL: {
      kind: "dropdown",
      options: [
        ["true", "TRUE"],
        ["false", "FALSE"],
      ],
    },
  },
  gives: ["boolean"],
  behaviour: computes(({ field }) => {
    const value = field("BOOL") === "TRUE";
    return () => value;
  }),
});

/** Nothing. */
export const logicNull = defineBlock({
  type: "logic_null",
  category: "logic",
  shape: "output",
  tooltip: "No value.",
  behaviour: computes(() => () => null),
});
