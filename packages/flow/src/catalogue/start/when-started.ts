import { defineBlock } from "../define-block.ts";

/** Heads the stack that a Background Task runs. */
export const whenStarted = defineBlock({
  type: "trunkline_when_started",
  category: "start",
  shape: "start",
  tooltip: "Runs the blocks below when the Background Task is started.",
  lines: ["when started"],
  runsIn: ["background-task"],
  behaviour: { kind: "starts" },
});
