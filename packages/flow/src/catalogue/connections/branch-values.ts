import type { BranchScope } from "../../run/compiling.ts";
import { constant } from "../../run/expression.ts";
import { compilesValue, type Behaviour } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** What the command around it gave; inside its Success Tasks. */
export const connectionData = defineBlock({
  type: "trunkline_connection_data",
  category: "connections",
  shape: "output",
  tooltip: "What the command gave. Stands inside Success Tasks.",
  lines: ["Connection Data"],
  behaviour: fromBranch("data"),
});

/** The error of the command around it, an object; inside its Fail Tasks. */
export const connectionError = defineBlock({
  type: "trunkline_connection_error",
  category: "connections",
  shape: "output",
  tooltip: "The command's error, an object with code and message. Stands inside Fail Tasks.",
  lines: ["Connection Error"],
  gives: ["object"],
  behaviour: fromBranch("error"),
});

/** The nearest branch counts. Outside of one the checks complain, and it gives null. */
function fromBranch(which: keyof BranchScope): Behaviour {
  return compilesValue(({ scope }) => {
    const place = scope[which];
    if (place === null) return constant(null);
    return { isAsync: false, size: 1, run: (frame) => frame.locals[place] ?? null };
  });
}
