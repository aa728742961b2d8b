import { branching } from "../../run/branch.ts";
import { next, returnFrom } from "../../run/signals.ts";
import { withValue } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

/** Leaves the function early, with a value where it gives one back. */
export const ifReturn = defineBlock({
  type: "procedures_ifreturn",
  category: "functions",
  shape: "regular",
  tooltip: "If the condition holds, leaves the function, with a value if it gives one.",
  inputs: { CONDITION: { accepts: ["boolean"], missing: false }, VALUE: {} },
  behaviour: compilesStatement(({ block, value }) => {
    const giveBack = withValue(block.id, value("VALUE"), (frame, returned) => {
      frame.returned = returned;
      return returnFrom;
    });
    const branches = [{ condition: value("CONDITION", false), body: giveBack }];
    return branching(block.id, branches, () => next);
  }),
});
