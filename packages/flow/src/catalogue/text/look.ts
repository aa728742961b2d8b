import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { indexOf } from "../lists/look.ts";
import { lengthOf, needText } from "../lists/sequence.ts";
import { asText } from "./as-text.ts";
import { countOf } from "./occurrences.ts";

/** How many letters a text has. */
export const textLength = defineBlock({
  type: "text_length",
  category: "text",
  shape: "output",
  tooltip: "How many letters the text has, or items the list.",
  inputs: { VALUE: { accepts: ["text", "list"], missing: "" } },
  gives: ["number"],
  behaviour: computes(
    () =>
      (_, value = null) =>
        lengthOf(value),
  ),
});

/** Whether a text has no letters. */
export const textIsEmpty = defineBlock({
  type: "text_isEmpty",
  category: "text",
  shape: "output",
  tooltip: "True if the text has no letters, or the list no items.",
  inputs: { VALUE: { accepts: ["text", "list"], missing: "" } },
  gives: ["boolean"],
  behaviour: computes(
    () =>
      (_, value = null) =>
        !lengthOf(value),
  ),
});

/** Where a text stands in another. */
export const textIndexOf = defineBlock({
  type: "text_indexOf",
  category: "text",
  shape: "output",
  tooltip: "Where a text stands in another for the first or last time; 0 if nowhere.",
  fields: {
    END: {
      kind: "dropdown",
      options: [
        ["first", "FIRST"],
        ["last", "LAST"],
      ],
    },
  },
  inputs: {
    VALUE: { accepts: ["text"], missing: "" },
    FIND: { accepts: ["text"], missing: "" },
  },
  gives: ["number"],
  behaviour: indexOf(),
});

/** How often a text stands in another. */
export const textCount = defineBlock({
  type: "text_count",
  category: "text",
  shape: "output",
  tooltip: "How often a text stands in another.",
  inputs: { TEXT: { accepts: ["text"], missing: "" }, SUB: { accepts: ["text"], missing: "" } },
  gives: ["number"],
  behaviour: computes(() => (tools, text = null, part = null) => {
    // An empty text stands before every letter and after the last.
    if (lengthOf(part) === 0) return (lengthOf(text) ?? Number.NaN) + 1;
    return countOf(needText(text), asText(part, tools), tools);
  }),
});
