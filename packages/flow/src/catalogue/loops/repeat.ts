import { fieldText } from "../../run/block-json.ts";
import type { Compiling } from "../../run/compiling.ts";
import { constant } from "../../run/expression.ts";
import type { Statement } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asNumber } from "../math/as-number.ts";
import { compileLoop, loopInput, type LoopInput } from "./compile-loop.ts";

/** Repeats a number of times that is plugged in. */
export const controlsRepeatExt = defineBlock({
  type: "controls_repeat_ext",
  category: "loops",
  shape: "regular",
  tooltip: "Runs the blocks inside several times.",
  inputs: { TIMES: { accepts: ["number"], missing: 0 } },
  statements: ["DO"],
  behaviour: compilesStatement((compiling) =>
    compileRepeat(compiling, loopInput(compiling, "TIMES", 0)),
  ),
});

/** Repeats a number of times that stands on the block. */
export const controlsRepeat = defineBlock({
  type: "controls_repeat",
  category: "loops",
  shape: "regular",
  tooltip: "Runs the blocks inside several times.",
  fields: { TIMES: { kind: "number", initial: 10 } },
  statements: ["DO"],
  behaviour: compilesStatement((compiling) => {
    const times = Number(fieldText(compiling.block, "TIMES"));
    return compileRepeat(compiling, { atStart: constant(times), now: () => times });
  }),
});

function compileRepeat(compiling: Compiling, times: LoopInput): Statement {
  return compileLoop(compiling, {
    inputs: [times.atStart],
    enter: ([atStart = null]) => {
      let count = -1;
      return (frame) => {
        count += 1;
        return count < asNumber(times.now(frame, atStart), frame.run);
      };
    },
  });
}
