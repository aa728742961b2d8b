import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { itemsOf, missingList, needList } from "../lists/sequence.ts";
import { optionOf } from "../logic/option-of.ts";
import {
  anyOf,
  deviationOf,
  greatestOf,
  leastOf,
  meanOf,
  medianOf,
  modesOf,
  sumOf,
  type Statistic,
} from "./statistics.ts";

interface Operation {
  readonly compute: Statistic;
  /** What the value has to be. The laxer readings are what Blockly's JavaScript comes to. */
  readonly read: (value: Value, tools: Tools) => readonly Value[];
}

/** No list at all has a least and a greatest item, like an empty one. */
function listOrNull(value: Value): readonly Value[] {
  return value === null ? [] : needList(value);
}

/** What has no items needn't be a list. */
function listOrNothing(value: Value): readonly Value[] {
  return itemsOf(value).length === 0 ? [] : needList(value);
}

function itemsOrLetters(value: Value, tools: Tools): readonly Value[] {
  const items = itemsOf(value);
  if (typeof items !== "string") return items;
  tools.roomForItems(items.length);
  return items.split("");
}

const operations: Readonly<Record<string, Operation>> = {
  SUM: { compute: sumOf, read: needList },
  MIN: { compute: leastOf, read: listOrNull },
  MAX: { compute: greatestOf, read: listOrNull },
  AVERAGE: { compute: meanOf, read: needList },
  MEDIAN: { compute: medianOf, read: needList },
  MODE: { compute: modesOf, read: itemsOrLetters },
  STD_DEV: { compute: deviationOf, read: listOrNothing },
  RANDOM: { compute: anyOf, read: itemsOrLetters },
};

/** The sum, the average and other functions of a list of numbers. */
export const mathOnList = defineBlock({
  type: "math_on_list",
  category: "math",
  shape: "output",
  tooltip: "The sum, the average or another function of a list.",
  fields: {
    OP: {
      kind: "dropdown",
      options: [
        ["sum", "SUM"],
        ["min", "MIN"],
        ["max", "MAX"],
        ["average", "AVERAGE"],
        ["median", "MEDIAN"],
        ["modes", "MODE"],
        ["standard deviation", "STD_DEV"],
        ["random item", "RANDOM"],
      ],
    },
  },
  inputs: { LIST: { accepts: ["list"], missing: missingList } },
  behaviour: computes(({ field }) => {
    const { compute, read } = optionOf(field("OP"), operations);
    return (tools, value = null) => {
      const list = read(value, tools);
      tools.spend(list.length >>> 4);
      return compute(list, tools);
    };
  }),
});
