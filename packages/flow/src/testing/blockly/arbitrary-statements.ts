import fc from "fast-check";

import { variableNames, type ArbitraryValues } from "./arbitrary-values.ts";
import {
  getVariable,
  numberBlock,
  plugged,
  print,
  setVariable,
  stackOf,
  type BlockState,
  type InputState,
} from "./block-json.ts";

type Statements = fc.Arbitrary<readonly BlockState[]>;

const variableIds = fc.constantFrom(...Object.keys(variableNames));
const places = fc.constantFrom("FROM_START", "FROM_END", "FIRST", "LAST", "RANDOM");

/** A number of turns that stays small whatever the expression gives. */
function fewTurns(number: BlockState): BlockState {
  return {
    type: "math_constrain",
    inputs: plugged({ VALUE: number, LOW: numberBlock(-2), HIGH: numberBlock(3) }),
  };
}

/** A stack in an input; nothing where it is empty. */
export function stacked(name: string, blocks: readonly BlockState[]): Record<string, InputState> {
  const stack = stackOf(blocks);
  return stack ? { [name]: { block: stack } } : {};
}

function numbered(where: string, at: BlockState): Readonly<Record<string, BlockState>> {
  return where.startsWith("FROM_") ? { AT: at } : {};
}

function simpleStatements(values: ArbitraryValues): fc.Arbitrary<BlockState>[] {
  const { number, list, any } = values;
  const variableOrList = fc.oneof(
    { weight: 3, arbitrary: fc.constant(getVariable("c")) },
    { weight: 1, arbitrary: variableIds.map(getVariable) },
  );
  return [
    fc.tuple(variableIds, any).map(([id, value]) => setVariable(id, value)),
    any.map(print),
    fc.tuple(variableIds, number).map(([id, delta]) => ({
      type: "math_change",
      fields: { VAR: { id } },
      inputs: plugged({ DELTA: delta }),
    })),
    fc.tuple(variableIds, any).map(([id, text]) => ({
      type: "text_append",
      fields: { VAR: { id } },
      inputs: plugged({ TEXT: text }),
    })),
    fc
      .tuple(variableOrList, places, number, any, fc.constantFrom("SET", "INSERT"))
      .map(([held, where, at, item, mode]) => ({
        type: "lists_setIndex",
        fields: { MODE: mode, WHERE: where },
        inputs: plugged({ LIST: held, ...numbered(where, at), TO: item }),
      })),
    fc.tuple(fc.oneof(variableOrList, list), places, number).map(([held, where, at]) => ({
      type: "lists_getIndex",
      extraState: { isStatement: true },
      fields: { MODE: "REMOVE", WHERE: where },
      inputs: plugged({ VALUE: held, ...numbered(where, at) }),
    })),
  ];
}

function branches(values: ArbitraryValues, inner: Statements): fc.Arbitrary<BlockState>[] {
  const { boolean } = values;
  const clause = fc.tuple(boolean, inner);
  return [
    fc
      .tuple(fc.array(clause, { minLength: 1, maxLength: 3 }), fc.option(inner))
      .map(([clauses, otherwise]) => ({
        type: "controls_if",
        ...(clauses.length > 1 || otherwise
          ? { extraState: { elseIfCount: clauses.length - 1, hasElse: otherwise !== null } }
          : {}),
        inputs: {
          ...Object.assign(
            {},
            ...clauses.map(([test, body], index) => ({
              ...plugged({ [`IF${index}`]: test }),
              ...stacked(`DO${index}`, body),
            })),
          ),
          ...stacked("ELSE", otherwise ?? []),
        },
      })),
    fc.tuple(boolean, inner, inner).map(([test, body, otherwise]) => ({
      type: "controls_ifelse",
      inputs: {
        ...plugged({ IF0: test }),
        ...stacked("DO0", body),
        ...stacked("ELSE", otherwise),
      },
    })),
  ];
}

/** The statements of a loop's body, which may leave the loop in the middle. */
function loopBody(values: ArbitraryValues, inner: Statements): Statements {
  const leave = fc
    .tuple(values.boolean, fc.constantFrom("BREAK", "CONTINUE"))
    .map(([test, flow]): BlockState => ({
      type: "controls_if",
      inputs: {
        ...plugged({ IF0: test }),
        ...stacked("DO0", [{ type: "controls_flow_statements", fields: { FLOW: flow } }]),
      },
    }));
  return fc
    .tuple(inner, fc.option(leave), inner)
    .map(([before, exit, after]) => [...before, ...(exit ? [exit] : []), ...after]);
}

function loops(values: ArbitraryValues, body: Statements): fc.Arbitrary<BlockState>[] {
  const { number, list } = values;
  const literal = fc.integer({ min: -2, max: 4 }).map(numberBlock);
  const limit = fc.oneof(literal, number.map(fewTurns));
  const step = fc.constantFrom(1, -1, 2, 0.5, 1.5).map(numberBlock);
  return [
    fc.tuple(fc.integer({ min: 0, max: 3 }), body).map(([times, blocks]) => ({
      type: "controls_repeat",
      fields: { TIMES: times },
      inputs: stacked("DO", blocks),
    })),
    fc.tuple(number, body).map(([times, blocks]) => ({
      type: "controls_repeat_ext",
      inputs: { ...plugged({ TIMES: fewTurns(times) }), ...stacked("DO", blocks) },
    })),
    fc.tuple(variableIds, limit, limit, step, body).map(([id, from, to, by, blocks]) => ({
      type: "controls_for",
      fields: { VAR: { id } },
      inputs: { ...plugged({ FROM: from, TO: to, BY: by }), ...stacked("DO", blocks) },
    })),
    fc.tuple(variableIds, list, body).map(([id, items, blocks]) => ({
      type: "controls_forEach",
      fields: { VAR: { id } },
      inputs: {
        ...plugged({
          LIST: {
            type: "lists_getSublist",
            fields: { WHERE1: "FIRST", WHERE2: "FROM_START" },
            inputs: plugged({ LIST: items, AT2: numberBlock(4) }),
          },
        }),
        ...stacked("DO", blocks),
      },
    })),
    fc.tuple(fc.constantFrom("WHILE", "UNTIL"), body).map(([mode, blocks]) => ({
      type: "controls_whileUntil",
      fields: { MODE: mode },
      inputs: {
        ...plugged({
          BOOL: {
            type: "logic_compare",
            fields: { OP: mode === "WHILE" ? "LT" : "GTE" },
            inputs: plugged({ A: { type: "math_random_float" }, B: numberBlock(0.6) }),
          },
        }),
        ...stacked("DO", blocks),
      },
    })),
  ];
}

/** Short stacks without loops and branches. */
export function shortStacks(values: ArbitraryValues): Statements {
  return fc.array(fc.oneof(...simpleStatements(values)), { maxLength: 2 });
}

/** Stacks of statements, with loops and branches within each other. */
export function arbitraryStatements(
  values: ArbitraryValues,
  extra: readonly fc.Arbitrary<BlockState>[] = [],
): Statements {
  const simple = [...simpleStatements(values), ...extra];
  const flat = fc.array(fc.oneof(...simple), { maxLength: 2 });
  const nested = [...branches(values, flat), ...loops(values, loopBody(values, flat))];
  const inner = fc.array(fc.oneof(...simple, ...nested), { maxLength: 2 });
  const outer = [...branches(values, inner), ...loops(values, loopBody(values, inner))];
  return fc.array(fc.oneof(...simple, ...outer), { minLength: 1, maxLength: 3 });
}
