import { copyForLog } from "../../run/copy-value.ts";
import { next } from "../../run/signals.ts";
import { withValue } from "../../run/statement.ts";
import { compilesStatement, type Behaviour } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** Writes a value into the run's log. */
export const log = defineBlock({
  type: "trunkline_log",
  category: "run",
  shape: "regular",
  tooltip: "Writes a value into the run's log.",
  lines: ["log %VALUE"],
  inputs: { VALUE: { required: true } },
  behaviour: logging("VALUE", null),
});

/** Blockly's print block: it writes into the log, because there is nobody to show a window to. */
export const textPrint = defineBlock({
  type: "text_print",
  category: "text",
  shape: "regular",
  tooltip: "Writes a text or another value into the run's log.",
  inputs: { TEXT: { missing: "" } },
  behaviour: logging("TEXT", ""),
});

function logging(input: string, missing: "" | null): Behaviour {
  return compilesStatement(({ block, value }) =>
    withValue(block.id, value(input, missing), (frame, logged) => {
      const { run } = frame;
      run.host.log({ blockId: block.id, value: copyForLog(logged, run) });
      return next;
    }),
  );
}
