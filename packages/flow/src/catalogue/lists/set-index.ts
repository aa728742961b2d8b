import type { Value } from "../../document/values.ts";
import type { Compiling } from "../../run/compiling.ts";
import { constant, type Expression } from "../../run/expression.ts";
import type { Frame } from "../../run/frame.ts";
import type { RunState } from "../../run/run-state.ts";
import { next } from "../../run/signals.ts";
import { withValues } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "../math/as-number.ts";
import { needsNumber, whereOf } from "./positions.ts";
import { lengthOf, missingList } from "./sequence.ts";
import { insertItem, replaceItem } from "./set-item.ts";

interface Place {
  /** What is known of the list before the number and the item are evaluated, which may change it. */
  readonly base: (list: Value, run: RunState) => number;
  readonly index: (base: number, at: number) => number;
}

function lengthBefore(list: Value): number {
  return lengthOf(list) ?? Number.NaN;
}

const places: Readonly<Record<string, Place>> = {
  FROM_START: { base: () => 0, index: (_, at) => at - 1 },
  FROM_END: { base: lengthBefore, index: (length, at) => length - at },
  FIRST: { base: () => 0, index: () => 0 },
  LAST: { base: lengthBefore, index: (length) => length - 1 },
  RANDOM: {
    base: (list, run) => Math.floor(run.random() * lengthBefore(list)),
    index: (base) => base,
  },
};

/** Sets or inserts an item of a list. */
export const listsSetIndex = defineBlock({
  type: "lists_setIndex",
  category: "lists",
  shape: "regular",
  tooltip: "Puts an item into the list, in the place of another or before it.",
  fields: {
    MODE: {
      kind: "dropdown",
      options: [
        ["set", "SET"],
        ["insert at", "INSERT"],
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
  dynamicInputs: (block) => ({
    inputs: {
      LIST: { accepts: ["list"], missing: missingList },
      ...(needsNumber(whereOf(block, "WHERE"))
        ? { AT: { accepts: ["number"], missing: 1 } as const }
        : {}),
      TO: {},
    },
  }),
  behaviour: compilesStatement((compiling) => {
    const { block, field, value } = compiling;
    const where = field("WHERE");
    const isInsert = field("MODE") === "INSERT";
    const { index } = optionOf(where, places);
    const number = needsNumber(where) ? value("AT", 1) : constant(1);
    const inputs = [...listAndBase(compiling, where), number, value("TO", null)];
    return withValues(block.id, inputs, ({ run }, [list = null, base, at = null, item = null]) => {
      const place = index(base as number, asNumber(at, run));
      if (!isInsert) replaceItem(list, place, item, run);
      else insertItem(list, where === "LAST" ? Infinity : place, item, run);
      return next;
    });
  }),
});

/** The list, and after it what `Place.base` says of it. */
function listAndBase({ value, newLocal }: Compiling, where: string): Expression[] {
  const { base } = optionOf(where, places);
  const local = newLocal();
  const baseOfKept: Expression = {
    isAsync: false,
    size: 0,
    run: ({ locals, run }) => base(locals[local] ?? null, run),
  };
  return [keeping(value("LIST", missingList), local), baseOfKept];
}

/** The same expression, which leaves its value in a place of the frame. */
function keeping(expression: Expression, local: number): Expression {
  const keep = (frame: Frame, value: Value): Value => {
    frame.locals[local] = value;
    return value;
  };
  return expression.isAsync
    ? { ...expression, run: async (frame) => keep(frame, await expression.run(frame)) }
    : { ...expression, run: (frame) => keep(frame, expression.run(frame)) };
}
