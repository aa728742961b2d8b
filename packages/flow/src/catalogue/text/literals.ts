import { computes, type Behaviour } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";

const givesField: Behaviour = computes(({ field }) => {
  const value = field("TEXT");
  return () => value;
});

/** A text. */
export const text = defineBlock({
  type: "text",
  category: "text",
  shape: "output",
  tooltip: "A text.",
  fields: { TEXT: { kind: "text", initial: "" } },
  gives: ["text"],
  behaviour: givesField,
});

/** A text of several lines: the block of Blockly's plugin for them. */
export const textMultiline = defineBlock({
  type: "text_multiline",
  category: "text",
  shape: "output",
  tooltip: "A text of several lines.",
  fields: { TEXT: { kind: "lines", initial: "" } },
  gives: ["text"],
  behaviour: givesField,
});
