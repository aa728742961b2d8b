import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { asText, joined } from "../text/as-text.ts";
import { countOf } from "../text/occurrences.ts";
import { whereOf } from "./positions.ts";
import { missingList, needList, needText } from "./sequence.ts";

/** A list of a text's parts, or a text of a list's items. */
export const listsSplit = defineBlock({
  type: "lists_split",
  category: "lists",
  shape: "output",
  tooltip: "Makes a list of a text's parts, or a text of a list's items.",
  fields: {
    MODE: {
      kind: "dropdown",
      options: [
        ["make list from text", "SPLIT"],
        ["make text from list", "JOIN"],
      ],
    },
  },
  dynamicInputs: (block) => ({
    inputs: {
      INPUT:
        whereOf(block, "MODE") === "JOIN"
          ? { accepts: ["list"], missing: missingList }
          : { accepts: ["text"], missing: "" },
      DELIM: { accepts: ["text"], missing: "" },
    },
  }),
  behaviour: computes(({ field }) => {
    if (field("MODE") === "JOIN") {
      return (tools, value = null, delimiter = "") =>
        joined(needList(value), asText(delimiter, tools), tools);
    }
    return (tools, value = null, delimiter = "") => {
      const text = needText(value);
      const separator = asText(delimiter, tools);
      tools.roomForItems(separator === "" ? text.length : countOf(text, separator, tools) + 1);
      return tools.list(text.split(separator));
    };
  }),
});
