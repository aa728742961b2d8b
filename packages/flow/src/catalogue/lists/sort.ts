import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "../math/as-number.ts";
import { asText } from "../text/as-text.ts";
import { missingList, needList } from "./sequence.ts";

type Sort = (list: readonly Value[], direction: number, tools: Tools) => Value[];

/** Equal texts never count as equal, like in Blockly: the order among them is JavaScript's. */
function byText(keyOf: (text: string) => string): Sort {
  return (list, direction, tools) => {
    const keys = textKeys(list, keyOf, tools);
    return list.toSorted((a, b) =>
      (keys.get(a) as string) > (keys.get(b) as string) ? direction : -direction,
    );
  };
}

/** The text to sort each item by, made once. Lists among the items could stand for any length. */
function textKeys(
  list: readonly Value[],
  keyOf: (text: string) => string,
  tools: Tools,
): ReadonlyMap<Value, string> {
  const keys = new Map<Value, string>();
  let madeChars = 0;
  for (const item of list) {
    if (keys.has(item)) continue;
    const text = asText(item, tools);
    if (Array.isArray(item)) {
      madeChars += text.length;
      tools.roomForChars(madeChars);
    }
    keys.set(item, keyOf(text));
  }
  return keys;
}

const sorts: Readonly<Record<string, Sort>> = {
  NUMERIC: (list, direction, tools) =>
    list.toSorted((a, b) => (asNumber(a, tools) - asNumber(b, tools)) * direction),
  TEXT: byText((text) => text),
  IGNORE_CASE: byText((text) => text.toLowerCase()),
};

/** A sorted copy of a list. */
export const listsSort = defineBlock({
  type: "lists_sort",
  category: "lists",
  shape: "output",
  tooltip: "A sorted copy of the list.",
  fields: {
    TYPE: {
      kind: "dropdown",
      options: [
        ["numeric", "NUMERIC"],
        ["alphabetic", "TEXT"],
        ["alphabetic, ignore case", "IGNORE_CASE"],
      ],
    },
    DIRECTION: {
      kind: "dropdown",
      options: [
        ["ascending", "1"],
        ["descending", "-1"],
      ],
    },
  },
  inputs: { LIST: { accepts: ["list"], missing: missingList } },
  gives: ["list"],
  behaviour: computes(({ field }) => {
    const sort = optionOf(field("TYPE"), sorts);
    const direction = field("DIRECTION") === "1" ? 1 : -1;
    return (tools, value = null) => {
      const list = needList(value);
      tools.spend(list.length);
      return sort(list, direction, tools);
    };
  }),
});

/** A copy of a list the other way round. */
export const listsReverse = defineBlock({
  type: "lists_reverse",
  category: "lists",
  shape: "output",
  tooltip: "A copy of the list, the other way round.",
  inputs: { LIST: { accepts: ["list"], missing: missingList } },
  gives: ["list"],
  behaviour: computes(
    () =>
      (tools, value = null) =>
        tools.list(needList(value).toReversed()),
  ),
});
