import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { next } from "../../run/signals.ts";
import { withValues } from "../../run/statement.ts";
import type { Tools } from "../../run/tools.ts";
import { compilesStatement, computes } from "../behaviour.ts";
import { defineBlock, type ValueInput } from "../define-block.ts";
import { itemCountOf } from "../lists/item-count.ts";
import { asText } from "./as-text.ts";

/** A text made of values. */
export const textJoin = defineBlock({
  type: "text_join",
  category: "text",
  shape: "output",
  tooltip: "Joins any number of values to one text.",
  dynamicInputs: (block: BlockJson) => ({ inputs: joinedInputs(block) }),
  gives: ["text"],
  behaviour: computes(({ block }) => {
    // From three values on Blockly's JavaScript writes null as nothing, before that as `null`.
    const writesNull = itemCountOf(block, 2) < 3;
    return (tools, ...values) =>
      values.reduce<string>(
        (text, value) => (value === null && !writesNull ? text : appended(text, value, tools)),
        "",
      );
  }),
});

function joinedInputs(block: BlockJson): Readonly<Record<string, ValueInput>> {
  const count = itemCountOf(block, 2);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`ADD${index}`, { missing: "" }]),
  );
}

/** Two texts one after the other. It costs what the shorter one is long. */
function appended(text: string, value: Value, tools: Tools): string {
  const added = asText(value, tools);
  tools.roomForChars(text.length + added.length);
  tools.spend(Math.min(text.length, added.length) >>> 5);
  return text + added;
}

/** Makes the text in a variable longer. */
export const textAppend = defineBlock({
  type: "text_append",
  category: "text",
  shape: "regular",
  tooltip: "Puts a text at the end of the one in the variable.",
  fields: { VAR: { kind: "variable" } },
  inputs: { TEXT: { missing: "" } },
  behaviour: compilesStatement(({ block, value, variable }) => {
    const { get, set } = variable("VAR");
    const before = { isAsync: false, size: 0, run: get } as const;
    return withValues(block.id, [before, value("TEXT", "")], (frame, [held = null, added = ""]) => {
      set(frame, appended(asText(held, frame.run), added, frame.run));
      return next;
    });
  }),
});
