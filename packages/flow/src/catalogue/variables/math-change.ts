import type { Value } from "../../document/values.ts";
import type { Frame } from "../../run/frame.ts";
import { next, type Signal } from "../../run/signals.ts";
import { withValue, withValues } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { plus } from "../math/as-number.ts";
import { operandOf } from "../math/operands.ts";

/** Adds to a variable; what is no number counts as 0. */
export const mathChange = defineBlock({
  type: "math_change",
  category: "math",
  shape: "regular",
  tooltip: "Adds a number to a variable.",
  fields: { VAR: { kind: "variable" } },
  inputs: { DELTA: { accepts: ["number"], missing: 0 } },
  behaviour: compilesStatement((compiling) => {
    const { get, set } = compiling.variable("VAR");
    const { id } = compiling.block;
    const { whole, parts } = operandOf(compiling, "DELTA", "ADD");
    const add = (frame: Frame, deltas: readonly Value[]): Signal => {
      const held = get(frame);
      const before: Value = typeof held === "number" ? held : 0;
      set(
        frame,
        deltas.reduce<Value>((sum, delta) => plus(sum, delta, frame.run), before),
      );
      return next;
    };
    if (parts.length > 1) return withValues(id, parts, add);
    return withValue(id, whole, (frame, delta) => add(frame, [delta]));
  }),
});
