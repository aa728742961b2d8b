import type { BlockJson } from "../../document/workspace.ts";
import { fieldText, valueBlock } from "../../run/block-json.ts";

/** Output blocks that give a text that stands in one of their fields. */
const fieldOfLiteral: ReadonlyMap<string, string> = new Map([
  ["text", "TEXT"],
  ["text_multiline", "TEXT"],
  ["trunkline_connection_name", "CONNECTION"],
  ["trunkline_command_name", "COMMAND"],
]);

/**
 * The text that a block gets through an input, where it is known before the flow runs: a text
 * block, its shadow, or one of the two pickers. Null where it isn't known.
 */
export function literalText(block: BlockJson, input: string): string | null {
  const plugged = valueBlock(block, input);
  const field = plugged === null ? undefined : fieldOfLiteral.get(plugged.type);
  return plugged === null || field === undefined ? null : fieldText(plugged, field);
}
