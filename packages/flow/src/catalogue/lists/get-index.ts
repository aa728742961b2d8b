import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import type { ValueFunction } from "../../run/expression.ts";
import type { Tools } from "../../run/tools.ts";
import { acts, computes, type BlockReading } from "../behaviour.ts";
import { defineBlock, type DynamicInputs } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "../math/as-number.ts";
import { needsNumber, sliceStart, whereOf } from "./positions.ts";
import { itemsOf, missingList, needList, needListOrText } from "./sequence.ts";

type Look = (value: Value, at: number, tools: Tools) => Value | undefined;

const looks: Readonly<Record<string, Look>> = {
  FROM_START: (value, at) => itemsOf(value)[at - 1],
  FROM_END: (value, at) => {
    const items = needListOrText(value);
    return items[sliceStart(-at, items.length)];
  },
  FIRST: (value) => itemsOf(value)[0],
  LAST: (value) => needListOrText(value).at(-1),
  RANDOM: (value, _, tools) => {
    const items = itemsOf(value);
    return items[Math.floor(tools.random() * items.length)];
  },
};

type Place = (length: number, at: number, tools: Tools) => number;

/** Where an item is taken out, for `splice`. */
const places: Readonly<Record<string, Place>> = {
  FROM_START: (_, at) => at - 1,
  FROM_END: (_, at) => -at,
  FIRST: () => 0,
  LAST: () => -1,
  RANDOM: (length, _, tools) => Math.floor(tools.random() * length),
};

function lookUp({ field }: BlockReading): ValueFunction {
  const look = optionOf(field("WHERE"), looks);
  return (tools, value = null, at = 1) => look(value, asNumber(at, tools), tools) ?? null;
}

function takeOut({ field }: BlockReading): ValueFunction {
  const where = field("WHERE");
  const place = optionOf(where, places);
  return (tools, value = null, at = 1) => {
    const list = needList(value);
    if (where === "LAST") return list.pop() ?? null;
    tools.spend(list.length >>> 9);
    const [taken = null] = list.splice(place(list.length, asNumber(at, tools), tools), 1);
    return taken;
  };
}

/** Whether the block takes an item away and gives nothing, so that it stacks. */
export function isRemoval(block: BlockJson): boolean {
  return whereOf(block, "MODE") === "REMOVE";
}

/** The number that the chosen option needs. */
export function atInput(block: BlockJson): DynamicInputs {
  const isNeeded = needsNumber(whereOf(block, "WHERE"));
  return isNeeded ? { inputs: { AT: { accepts: ["number"], missing: 1 } } } : {};
}

/** An item of a list, which may be taken out by that. */
export const listsGetIndex = defineBlock({
  type: "lists_getIndex",
  category: "lists",
  shape: "output",
  tooltip: "Gives an item of the list, takes it out, or both.",
  fields: {
    MODE: {
      kind: "dropdown",
      options: [
        ["get", "GET"],
        ["get and remove", "GET_REMOVE"],
        ["remove", "REMOVE"],
      ],
    },
    WHERE: {
      kind: "dropdown",
      options: [
        ["#", "FROM_START"],
        ["# from end", "FROM_END"],
        ["first", "FIRST"],
        ["last", "LAST"],
        ["random", "RANDOM"],
      ],
    },
  },
  inputs: { VALUE: { accepts: ["list"], missing: missingList } },
  dynamicInputs: atInput,
  behaviour: computes((reading) =>
    reading.field("MODE") === "GET_REMOVE" ? takeOut(reading) : lookUp(reading),
  ),
  regularForm: {
    isOf: isRemoval,
    behaviour: acts((reading) => {
      const remove = takeOut(reading);
      return (tools, ...inputs) => void remove(tools, ...inputs);
    }),
  },
});
