import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { computes } from "../behaviour.ts";
import { defineBlock, type ValueInput } from "../define-block.ts";
import { asNumber } from "../math/as-number.ts";
import { itemCountOf } from "./item-count.ts";

/** A list without items. */
export const listsCreateEmpty = defineBlock({
  type: "lists_create_empty",
  category: "lists",
  shape: "output",
  tooltip: "A list without items.",
  gives: ["list"],
  behaviour: computes(() => () => []),
});

/** A list of the values that are plugged in. */
export const listsCreateWith = defineBlock({
  type: "lists_create_with",
  category: "lists",
  shape: "output",
  tooltip: "A list of any number of items.",
  dynamicInputs: (block: BlockJson) => ({ inputs: itemInputs(block) }),
  gives: ["list"],
  behaviour: computes(
    () =>
      (tools, ...items) =>
        tools.list(items),
  ),
});

function itemInputs(block: BlockJson): Readonly<Record<string, ValueInput>> {
  const count = itemCountOf(block, 3);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`ADD${index}`, {}]));
}

/** A list with the same item again and again. */
export const listsRepeat = defineBlock({
  type: "lists_repeat",
  category: "lists",
  shape: "output",
  tooltip: "A list that holds one item a number of times.",
  inputs: { ITEM: {}, NUM: { accepts: ["number"], missing: 0 } },
  gives: ["list"],
  behaviour: computes(() => (tools, item = null, times = 0) => {
    const count = Math.ceil(asNumber(times, tools));
    if (!(count > 0)) return [];
    tools.roomForItems(count);
    return tools.list(Array.from<Value>({ length: count }).fill(item));
  }),
});
