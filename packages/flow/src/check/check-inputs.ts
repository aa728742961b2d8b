import type { ValueInput } from "../catalogue/define-block.ts";
import { nameInPath } from "../document/block-place.ts";
import { valueBlock } from "../run/block-json.ts";
import { shown, suggestion } from "./names.ts";
import type { Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether a block's inputs have what they need, and nothing is plugged in where there is no input. */
export function checkInputs(at: StandingBlock, report: Report): void {
  if (at.declaration === null) return;
  for (const [name, input] of Object.entries(at.valueInputs))
    checkRequired(at, name, input, report);
  checkNames(at, report);
}

function checkRequired(at: StandingBlock, name: string, input: ValueInput, report: Report): void {
  if (input.required !== true || valueBlock(at.block, name) !== null) return;
  const what = input.accepts?.join(" or ") ?? "value";
  const message = `The input ${shown(name)} is empty.`;
  const hint = `Plug a block into it that gives a ${what}.`;
  report.atBlock(at.place, { code: "INPUT_MISSING", message, hint }, `.inputs${nameInPath(name)}`);
}

/** Blockly refuses to load such a file; we would pass over what somebody meant. */
function checkNames(at: StandingBlock, report: Report): void {
  const known = [...Object.keys(at.valueInputs), ...at.statementInputs];
  for (const name of Object.keys(at.block.inputs ?? {})) {
    if (known.includes(name)) continue;
    const otherwise = known.length === 0 ? "It has no inputs." : `It has ${listed(known)}.`;
    const hint = suggestion(name, known, otherwise);
    const message = `The block has no input ${shown(name)}.`;
    report.atBlock(
      at.place,
      { code: "INPUT_UNKNOWN", message, hint },
      `.inputs${nameInPath(name)}`,
    );
  }
}

function listed(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")} and more`;
}
