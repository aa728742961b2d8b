import { FlowError } from "../../run/errors.ts";
import { acts } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asText } from "../text/as-text.ts";

/** Ends the run as failed, with a message. */
export const stopWithError = defineBlock({
  type: "trunkline_stop_with_error",
  category: "run",
  shape: "terminal",
  tooltip: "Ends the run as failed, with a message.",
  lines: ["stop with error %MESSAGE"],
  inputs: { MESSAGE: { accepts: ["text"], required: true } },
  behaviour: acts(() => (tools, message = null) => {
    throw new FlowError({
      code: "STOPPED_WITH_ERROR",
      message: message === null ? "The flow stopped itself." : asText(message, tools),
      hint: "The flow's own block Stop With Error says so.",
    });
  }),
});
