import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import type { ValueFunction } from "../../run/expression.ts";
import { computes, type BlockReading } from "../behaviour.ts";
import { defineBlock, type DynamicInputs, type FieldDeclaration } from "../define-block.ts";
import { asNumber } from "../math/as-number.ts";
import { endOf, needsNumber, startOf, whereOf } from "./positions.ts";
import { missingList, needListOrText } from "./sequence.ts";

/** The two dropdowns of a block that takes a part. */
export const partFields: Readonly<Record<string, FieldDeclaration>> = {
  WHERE1: {
    kind: "dropdown",
    options: [
      ["from #", "FROM_START"],
      ["from # from end", "FROM_END"],
      ["from first", "FIRST"],
    ],
  },
  WHERE2: {
    kind: "dropdown",
    options: [
      ["to #", "FROM_START"],
      ["to # from end", "FROM_END"],
      ["to last", "LAST"],
    ],
  },
};

/** The numbers that the chosen options need. */
export function partInputs(block: BlockJson): DynamicInputs {
  const inputs = ["1", "2"]
    .filter((end) => needsNumber(whereOf(block, `WHERE${end}`)))
    .map((end) => [`AT${end}`, { accepts: ["number"], missing: 1 }] as const);
  return { inputs: Object.fromEntries(inputs) };
}

/** Takes a part of a list or a text; all of it is left to `whole`. */
export function partOf({ field }: BlockReading, whole: (value: Value) => Value): ValueFunction {
  const [first, last] = [field("WHERE1"), field("WHERE2")];
  if (first === "FIRST" && last === "LAST") return (_, value = null) => whole(value);
  const startNumber = needsNumber(first);
  return (tools, value = null, ...numbers) => {
    const items = needListOrText(value);
    const { length } = items;
    const [a = null, b = null] = startNumber ? numbers : [null, ...numbers];
    const start = startOf(first, asNumber(a, tools), length);
    const end = endOf(last, asNumber(b, tools), length);
    if (typeof items === "string") return items.slice(start, end);
    return tools.list(items.slice(start, end));
  };
}

/** A copy of a part of a list. */
export const listsGetSublist = defineBlock({
  type: "lists_getSublist",
  category: "lists",
  shape: "output",
  tooltip: "A copy of a part of the list.",
  fields: partFields,
  inputs: { LIST: { accepts: ["list"], missing: missingList } },
  dynamicInputs: partInputs,
  gives: ["list"],
  behaviour: computes((reading) => partOf(reading, (value) => needListOrText(value).slice(0))),
});
