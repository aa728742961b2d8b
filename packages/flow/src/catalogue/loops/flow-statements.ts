import { breakLoop, continueLoop } from "../../run/signals.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** Leaves the loop around it, or goes on with its next turn. */
export const controlsFlowStatements = defineBlock({
  type: "controls_flow_statements",
  category: "loops",
  shape: "terminal",
  tooltip: "Leaves the loop, or goes on with its next turn.",
  fields: {
    FLOW: {
      kind: "dropdown",
      options: [
        ["break out", "BREAK"],
        ["continue with next iteration", "CONTINUE"],
      ],
    },
  },
  behaviour: compilesStatement(({ field }) => {
    const signal = field("FLOW") === "CONTINUE" ? continueLoop : breakLoop;
    return (frame) => {
      frame.run.spend(1);
      return signal;
    };
  }),
});
