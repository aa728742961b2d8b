import type { FieldDeclaration } from "../catalogue/define-block.ts";
import { nameInPath } from "../document/block-place.ts";
import { ownValue } from "../document/plain-object.ts";
import { variableId } from "../run/block-json.ts";
import type { FlowView } from "./flow-view.ts";
import { suggestion } from "./names.ts";
import type { Finding, Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether what is set on a block itself can be set there. */
export function checkFields(at: StandingBlock, view: FlowView, report: Report): void {
  const fields = at.declaration?.fields ?? {};
  for (const [name, field] of Object.entries(fields)) {
    const finding = faultOf(at, name, field, view);
    if (finding !== null) report.atBlock(at.place, finding, `.fields${nameInPath(name)}`);
  }
  if (at.block.type.startsWith("trunkline_")) checkNames(at, Object.keys(fields), report);
}

/** A misspelled field would be passed over in silence. Blockly's own write some that mean nothing. */
function checkNames(at: StandingBlock, known: readonly string[], report: Report): void {
  for (const name of Object.keys(at.block.fields ?? {})) {
    if (known.includes(name)) continue;
    const otherwise = known.length === 0 ? "It has no fields." : `It has ${known.join(", ")}.`;
    const hint = suggestion(name, known, otherwise);
    const message = "The block has no such field, so what is set there means nothing.";
    const finding = { code: "FIELD_UNKNOWN", severity: "warning", message, hint } as const;
    report.atBlock(at.place, finding, `.fields${nameInPath(name)}`);
  }
}

function faultOf(
  { block }: StandingBlock,
  name: string,
  field: FieldDeclaration,
  view: FlowView,
): Finding | null {
  const value = block.fields === undefined ? undefined : ownValue(block.fields, name);
  switch (field.kind) {
    case "dropdown":
      return isOption(value, field.options) ? null : outOfOptions(field.options);
    case "number":
      return isNumber(value) ? null : notANumber();
    case "variable":
      return view.variableIds.has(variableId(block, name)) ? null : unknownVariable();
    case "text":
    case "lines":
      return isSimple(value) ? null : notAText();
    case "checkbox":
    case "connections":
    case "commands":
      return null;
  }
}

/** A field that is left out starts with its first option. */
function isOption(value: unknown, options: readonly (readonly [string, string])[]): boolean {
  return value === undefined || options.some(([, option]) => option === value);
}

function isNumber(value: unknown): boolean {
  if (value === undefined || typeof value === "number") return true;
  return typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value));
}

function isSimple(value: unknown): boolean {
  return value === undefined || ["string", "number", "boolean"].includes(typeof value);
}

function outOfOptions(options: readonly (readonly [string, string])[]): Finding {
  return {
    code: "FIELD_OUT_OF_OPTIONS",
    message: "The block does not offer what is chosen here.",
    hint: `Choose one of ${options.map(([, option]) => option).join(", ")}.`,
  };
}

function notANumber(): Finding {
  return {
    code: "FIELD_NOT_A_NUMBER",
    message: "This field takes a number.",
    hint: "Write it as a number, with a point for the decimals.",
  };
}

function notAText(): Finding {
  return {
    code: "FIELD_NOT_A_TEXT",
    message: "This field takes a text.",
    hint: "Write it in double quotes.",
  };
}

function unknownVariable(): Finding {
  return {
    code: "VARIABLE_UNKNOWN",
    message: "The variable that this block names does not exist.",
    hint: 'Choose one that exists; in a file, "variables" lists them and a field names one by its "id".',
  };
}
