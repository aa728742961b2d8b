import type { Tools } from "../../run/tools.ts";
import type { Behaviour } from "../behaviour.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { needText } from "../lists/sequence.ts";
import { optionOf } from "../logic/option-of.ts";

type Change = (text: string, tools: Tools) => string;

/** The letter first in a word is what JavaScript counts as one: half of a letter beyond U+FFFF. */
function titleCase(text: string): string {
  return text.replaceAll(
    /\S+/g,
    (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  );
}

/** Some letters become several, but never more than three, by a change of case. */
function changesText(field: string, changes: Readonly<Record<string, Change>>): Behaviour {
  return computes((reading) => {
    const change = optionOf(reading.field(field), changes);
    return (tools, value = null) => tools.text(change(needText(value), tools));
  });
}

/** A text in other letters. */
export const textChangeCase = defineBlock({
  type: "text_changeCase",
  category: "text",
  shape: "output",
  tooltip: "The text in capitals, in small letters or with a capital in every word.",
  fields: {
    CASE: {
      kind: "dropdown",
      options: [
        ["to UPPER CASE", "UPPERCASE"],
        ["to lower case", "LOWERCASE"],
        ["to Title Case", "TITLECASE"],
      ],
    },
  },
  inputs: { TEXT: { accepts: ["text"], missing: "" } },
  gives: ["text"],
  behaviour: changesText("CASE", {
    UPPERCASE: (text) => text.toUpperCase(),
    LOWERCASE: (text) => text.toLowerCase(),
    TITLECASE: titleCase,
  }),
});

/** A text without spaces around it. */
export const textTrim = defineBlock({
  type: "text_trim",
  category: "text",
  shape: "output",
  tooltip: "The text without the spaces at its ends.",
  fields: {
    MODE: {
      kind: "dropdown",
      options: [
        ["both sides", "BOTH"],
        ["left side", "LEFT"],
        ["right side", "RIGHT"],
      ],
    },
  },
  inputs: { TEXT: { accepts: ["text"], missing: "" } },
  gives: ["text"],
  behaviour: changesText("MODE", {
    BOTH: (text) => text.trim(),
    LEFT: (text) => text.trimStart(),
    RIGHT: (text) => text.trimEnd(),
  }),
});

/** A text the other way round. */
export const textReverse = defineBlock({
  type: "text_reverse",
  category: "text",
  shape: "output",
  tooltip: "The text, the other way round.",
  inputs: { TEXT: { accepts: ["text"], missing: "" } },
  gives: ["text"],
  behaviour: computes(() => (tools, value = null) => {
    const text = needText(value);
    tools.spend(text.length >>> 4);
    return text.split("").toReversed().join("");
  }),
});
