import { next } from "../../run/signals.ts";
import { withValue } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { plus } from "../math/as-number.ts";

/** Adds to a variable; what is no number counts as 0. */
export const mathChange = defineBlock({
  type: "math_change",
  category: "math",
  shape: "regular",
  tooltip: "Adds a number to a variable.",
  fields: { VAR: { kind: "variable" } },
  inputs: { DELTA: { accepts: ["number"], missing: 0 } },
  behaviour: compilesStatement(({ block, value, variable }) => {
    const { get, set } = variable("VAR");
    return withValue(block.id, value("DELTA", 0), (frame, delta) => {
      const held = get(frame);
      set(frame, plus(typeof held === "number" ? held : 0, delta, frame.run));
      return next;
    });
  }),
});
