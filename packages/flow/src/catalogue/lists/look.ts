import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asText } from "../text/as-text.ts";
import { lengthOf, missingList, needListOrText } from "./sequence.ts";

/** How many items a list has. */
export const listsLength = defineBlock({
  type: "lists_length",
  category: "lists",
  shape: "output",
  tooltip: "How many items the list has, or letters the text.",
  inputs: { VALUE: { accepts: ["text", "list"], missing: missingList } },
  gives: ["number"],
  behaviour: computes(
    () =>
      (_, value = null) =>
        lengthOf(value),
  ),
});

/** Whether a list has no items. */
export const listsIsEmpty = defineBlock({
  type: "lists_isEmpty",
  category: "lists",
  shape: "output",
  tooltip: "True if the list has no items.",
  inputs: { VALUE: { accepts: ["text", "list"], missing: missingList } },
  gives: ["boolean"],
  behaviour: computes(
    () =>
      (_, value = null) =>
        !lengthOf(value),
  ),
});

/** Where an item stands in a list. */
export const listsIndexOf = defineBlock({
  type: "lists_indexOf",
  category: "lists",
  shape: "output",
  tooltip: "The number of the first or last item that is equal; 0 if there is none.",
  fields: {
    END: {
      kind: "dropdown",
      options: [
        ["first", "FIRST"],
        ["last", "LAST"],
      ],
    },
  },
  inputs: { VALUE: { accepts: ["list"], missing: missingList }, FIND: { missing: "" } },
  gives: ["number"],
  behaviour: indexOf(),
});

/** Finds an item in a list, or a text in a text. Numbers count from 1, and 0 is nowhere. */
export function indexOf() {
  return computes(({ field }) => {
    const fromEnd = field("END") === "LAST";
    return (tools, value = null, find = "") => {
      const place = needListOrText(value);
      if (typeof place === "string") {
        tools.spend(place.length >>> 9);
        const text = asText(find, tools);
        return (fromEnd ? place.lastIndexOf(text) : place.indexOf(text)) + 1;
      }
      tools.spend(place.length >>> 4);
      return (fromEnd ? place.lastIndexOf(find) : place.indexOf(find)) + 1;
    };
  });
}
