import type { Value } from "../document/values.ts";
import type { BlockJson } from "../document/workspace.ts";
import { aBlock } from "./a-workspace.ts";
import { aText } from "./some-blocks.ts";

/** An output block that gives any JSON value. */
export function aValue(value: Value): BlockJson {
  return aBlock("trunkline_parse_json", { values: { TEXT: aText(JSON.stringify(value)) } });
}
