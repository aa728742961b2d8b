import type { Value } from "../document/values.ts";
import type { BlockJson } from "../document/workspace.ts";
import { aBlock } from "./a-workspace.ts";

/** A text block. */
export function aText(text: string): BlockJson {
  return aBlock("text", { fields: { TEXT: text } });
}

/** A number block. */
export function aNumber(number: number): BlockJson {
  return aBlock("math_number", { fields: { NUM: number } });
}

/** An output block that gives any JSON value. */
export function aValue(value: Value): BlockJson {
  return aBlock("trunkline_parse_json", { values: { TEXT: aText(JSON.stringify(value)) } });
}
