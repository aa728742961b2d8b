import { defineBlock } from "../define-block.ts";

/** Heads the stack that a Web Hook runs. */
export const whenCalled = defineBlock({
  type: "trunkline_when_called",
  category: "start",
  shape: "start",
  tooltip: "Runs the blocks below when the Web Hook is called.",
  lines: ["when called"],
  runsIn: ["web-hook"],
  behaviour: { kind: "starts" },
});
