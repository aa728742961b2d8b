import { holds } from "../../run/branch.ts";
import type { Advance } from "../../run/loop.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { compileLoop } from "./compile-loop.ts";

/** Repeats while a condition holds, or until it does. */
export const controlsWhileUntil = defineBlock({
  type: "controls_whileUntil",
  category: "loops",
  shape: "regular",
  tooltip: "Runs the blocks inside while the condition holds, or until it does.",
  fields: {
    MODE: {
      kind: "dropdown",
      options: [
        ["repeat while", "WHILE"],
        ["repeat until", "UNTIL"],
      ],
    },
  },
  inputs: { BOOL: { accepts: ["boolean"], missing: false } },
  statements: ["DO"],
  behaviour: compilesStatement((compiling) => {
    const condition = compiling.value("BOOL", false);
    const wanted = compiling.field("MODE") !== "UNTIL";
    const advance: Advance = condition.isAsync
      ? async (frame) => holds(await condition.run(frame)) === wanted
      : (frame) => holds(condition.run(frame)) === wanted;
    return compileLoop(compiling, {
      inputs: [],
      turnSize: condition.size,
      enter: () => advance,
    });
  }),
});
