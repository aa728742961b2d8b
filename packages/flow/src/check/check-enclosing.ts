import type { Finding, Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

interface Rule {
  readonly isKept: (at: StandingBlock) => boolean;
  readonly finding: Finding;
}

/** Blocks that mean something only inside of others. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    "trunkline_connection_data",
    {
      isKept: (at) => at.isInSuccess,
      finding: {
        code: "CONNECTION_DATA_OUTSIDE",
        message: "Connection Data stands outside of Success Tasks, where there is no data.",
        hint: "Move it into the Success Tasks of an Execute Connection Command, or keep the data in a variable there.",
      },
    },
  ],
  [
    "trunkline_connection_error",
    {
      isKept: (at) => at.isInFail,
      finding: {
        code: "CONNECTION_ERROR_OUTSIDE",
        message: "Connection Error stands outside of Fail Tasks, where there is no error.",
        hint: "Move it into the Fail Tasks of an Execute Connection Command, or keep the error in a variable there.",
      },
    },
  ],
  [
    "controls_flow_statements",
    {
      isKept: (at) => at.isInLoop,
      finding: {
        code: "LOOP_EXIT_OUTSIDE",
        message: "This block leaves or continues a loop, but stands in none.",
        hint: "Move it into a loop, or take it out.",
      },
    },
  ],
  [
    "procedures_ifreturn",
    {
      isKept: (at) => at.isInDefinition,
      finding: {
        code: "RETURN_OUTSIDE",
        message: "This block leaves a function, but stands in none.",
        hint: "Move it into a function, or take it out.",
      },
    },
  ],
]);

/** Whether a block stands inside of what it needs around it. */
export function checkEnclosing(at: StandingBlock, report: Report): void {
  const rule = rules.get(at.block.type);
  if (rule !== undefined && !rule.isKept(at)) report.atBlock(at.place, rule.finding);
}
