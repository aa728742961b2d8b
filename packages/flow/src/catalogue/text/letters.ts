import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { atInput } from "../lists/get-index.ts";
import { partFields, partInputs, partOf } from "../lists/part-of.ts";
import { itemsOf, needListOrText, needText } from "../lists/sequence.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "../math/as-number.ts";

type Look = (value: Value, at: number, tools: Tools) => Value;

const looks: Readonly<Record<string, Look>> = {
  FROM_START: (value, at) => needText(value).charAt(at - 1),
  FROM_END: (value, at) => needText(value).slice(-at).charAt(0),
  FIRST: (value) => needText(value).charAt(0),
  LAST: (value) => needListOrText(value).slice(-1),
  RANDOM: (value, _, tools) => {
    const letters = itemsOf(value);
    return letters[Math.floor(tools.random() * letters.length)] ?? null;
  },
};

/** One letter of a text. */
export const textCharAt = defineBlock({
  type: "text_charAt",
  category: "text",
  shape: "output",
  tooltip: "The letter at a place of the text.",
  fields: {
    WHERE: {
      kind: "dropdown",
      options: [
        ["letter #", "FROM_START"],
        ["letter # from end", "FROM_END"],
        ["first letter", "FIRST"],
        ["last letter", "LAST"],
        ["random letter", "RANDOM"],
      ],
    },
  },
  inputs: { VALUE: { accepts: ["text"], missing: "" } },
  dynamicInputs: atInput,
  gives: ["text"],
  behaviour: computes(({ field }) => {
    const look = optionOf(field("WHERE"), looks);
    return (tools, value = null, at = 1) => look(value, asNumber(at, tools), tools);
  }),
});

/** A part of a text. */
export const textGetSubstring = defineBlock({
  type: "text_getSubstring",
  category: "text",
  shape: "output",
  tooltip: "A part of the text.",
  fields: partFields,
  inputs: { STRING: { accepts: ["text"], missing: "" } },
  dynamicInputs: partInputs,
  gives: ["text"],
  // All of a text is the value itself, whatever it is.
  behaviour: computes((reading) => partOf(reading, (value) => value)),
});
