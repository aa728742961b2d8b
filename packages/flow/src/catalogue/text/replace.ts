import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { needText } from "../lists/sequence.ts";
import { asText } from "./as-text.ts";
import { placesOf } from "./occurrences.ts";

/** A text with all occurrences of one replaced by another. */
export const textReplace = defineBlock({
  type: "text_replace",
  category: "text",
  shape: "output",
  tooltip: "The text with another in all the places of one.",
  inputs: {
    TEXT: { accepts: ["text"], missing: "" },
    FROM: { accepts: ["text"], missing: "" },
    TO: { accepts: ["text"], missing: "" },
  },
  gives: ["text"],
  behaviour: computes(() => (tools, text = null, from = null, to = null) => {
    const needle = needText(from);
    return replaceAll(needText(text), needle, asText(to, tools), tools);
  }),
});

/**
 * Replaces without ever holding more than the limit. As in Blockly's JavaScript `$$` stands for
 * one `$`, `$&` for what is replaced, and `` $` `` and `$'` for what is before and after it.
 */
function replaceAll(text: string, from: string, to: string, tools: Tools): string {
  const parts = to.split(/(\$[$&`'])/);
  const pieces: string[] = [];
  let chars = 0;
  const add = (piece: string): void => {
    if (piece === "") return;
    chars += piece.length;
    tools.roomForChars(chars);
    pieces.push(piece);
  };
  let end = 0;
  for (const at of placesOf(text, from, tools)) {
    tools.spend(1);
    add(text.slice(end, at));
    end = at + from.length;
    for (const [index, part] of parts.entries()) {
      add(index % 2 === 0 ? part : standsFor(part, text, at, end));
    }
  }
  add(text.slice(end));
  return tools.text(pieces.join(""));
}

function standsFor(pattern: string, text: string, at: number, end: number): string {
  switch (pattern) {
    case "$&":
      return text.slice(at, end);
    case "$`":
      return text.slice(0, at);
    case "$'":
      return text.slice(end);
    default:
      return "$";
  }
}
