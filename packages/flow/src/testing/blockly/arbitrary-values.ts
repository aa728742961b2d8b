import fc from "fast-check";

import {
  getVariable,
  listBlock,
  numberBlock,
  plugged,
  textBlock,
  type BlockState,
} from "./block-json.ts";

type Blocks = fc.Arbitrary<BlockState>;
type MaybeBlocks = fc.Arbitrary<BlockState | null>;

/** Expressions by what Blockly lets plug in; `any` also gives what the block beside doesn't expect. */
export interface ArbitraryValues {
  readonly number: Blocks;
  readonly text: Blocks;
  readonly list: Blocks;
  readonly boolean: Blocks;
  readonly any: Blocks;
}

/** The variables of generated programs, by id. Their names are chosen to be awkward. */
export const variableNames: Readonly<Record<string, string>> = {
  a: "a",
  b: "__proto__",
  c: "constructor",
  d: "list of things",
  e: "Math",
};

const numbers = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, -1, -2, 0.5, -2.5, 1.9, 10, 100, 1e21, 0.1, 0.2, -0.3),
  fc.integer({ min: -20, max: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);

const texts = fc.oneof(
  fc.constantFrom("", " ", "a", "abc", "ABC abc", "1", "-2", "1e3", "0x10", "NaN", "a,b,c", " x "),
  fc.constantFrom(
    "é",
    "ß",
    "👍🏽",
    "a👍b",
    "İi",
    "\u00a0x\u00a0",
    "$&",
    "$$1",
    "a.b*c",
    "'\\",
    "true",
  ),
  fc.string({ maxLength: 6 }),
);

const nullBlock: BlockState = { type: "logic_null" };

function booleanBlock(value: string): BlockState {
  return { type: "logic_boolean", fields: { BOOL: value } };
}

function oneOf(...options: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...options);
}

function inputOf(blocks: Blocks): MaybeBlocks {
  return fc.option(blocks, { nil: null, freq: 12 });
}

/** A block with fields and value inputs, each of them now and then left empty. */
function blockOf(
  type: string,
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  inputs: Readonly<Record<string, Blocks>>,
): Blocks {
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, blocks]) => [name, inputOf(blocks)]),
  );
  return fc
    .record({ fields: fc.record({ ...fields }), inputs: fc.record(values) })
    .map((made) => ({ type, fields: made.fields, inputs: plugged(made.inputs) }));
}

/** `blockOf` with inputs that are there for some options of a field only. */
function blockByWhere(
  type: string,
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  inputs: Readonly<Record<string, Blocks>>,
  atInputs: Readonly<Record<string, string>>,
): Blocks {
  return blockOf(type, fields, inputs).map((block) => {
    const kept = Object.entries(block.inputs ?? {}).filter(([name]) => {
      const where = block.fields?.[atInputs[name] ?? ""];
      return where === undefined || where === "FROM_START" || where === "FROM_END";
    });
    return { ...block, inputs: Object.fromEntries(kept) };
  });
}

function numberNodes(values: ArbitraryValues): Blocks[] {
  const { number, text, list } = values;
  return [
    blockOf(
      "math_arithmetic",
      { OP: oneOf("ADD", "MINUS", "MULTIPLY", "DIVIDE", "POWER") },
      { A: number, B: number },
    ),
    blockOf(
      "math_single",
      { OP: oneOf("ROOT", "ABS", "NEG", "LN", "LOG10", "EXP", "POW10") },
      { NUM: number },
    ),
    blockOf(
      "math_trig",
      { OP: oneOf("SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN") },
      { NUM: number },
    ),
    blockOf("math_round", { OP: oneOf("ROUND", "ROUNDUP", "ROUNDDOWN") }, { NUM: number }),
    blockOf(
      "math_constant",
      { CONSTANT: oneOf("PI", "E", "GOLDEN_RATIO", "SQRT2", "SQRT1_2", "INFINITY") },
      {},
    ),
    blockOf(
      "math_on_list",
      { OP: oneOf("SUM", "MIN", "MAX", "AVERAGE", "MEDIAN", "STD_DEV", "RANDOM") },
      { LIST: list },
    ),
    blockOf("math_modulo", {}, { DIVIDEND: number, DIVISOR: number }),
    blockOf("math_constrain", {}, { VALUE: number, LOW: number, HIGH: number }),
    blockOf("math_random_int", {}, { FROM: number, TO: number }),
    blockOf("math_random_float", {}, {}),
    blockOf("math_atan2", {}, { X: number, Y: number }),
    blockOf("text_length", {}, { VALUE: fc.oneof(text, list) }),
    blockOf("lists_length", {}, { VALUE: fc.oneof(text, list) }),
    blockOf("text_indexOf", { END: oneOf("FIRST", "LAST") }, { VALUE: text, FIND: text }),
    blockOf("lists_indexOf", { END: oneOf("FIRST", "LAST") }, { VALUE: list, FIND: values.any }),
    blockOf("text_count", {}, { TEXT: text, SUB: text }),
  ];
}

function textNodes(values: ArbitraryValues): Blocks[] {
  const { number, text, list, any } = values;
  return [
    fc.array(inputOf(any), { maxLength: 4 }).map((items) => ({
      ...listBlock(items),
      type: "text_join",
    })),
    blockByWhere(
      "text_charAt",
      { WHERE: oneOf("FROM_START", "FROM_END", "FIRST", "LAST", "RANDOM") },
      { VALUE: text, AT: number },
      { AT: "WHERE" },
    ),
    blockByWhere(
      "text_getSubstring",
      {
        WHERE1: oneOf("FROM_START", "FROM_END", "FIRST"),
        WHERE2: oneOf("FROM_START", "FROM_END", "LAST"),
      },
      { STRING: text, AT1: number, AT2: number },
      { AT1: "WHERE1", AT2: "WHERE2" },
    ),
    blockOf(
      "text_changeCase",
      { CASE: oneOf("UPPERCASE", "LOWERCASE", "TITLECASE") },
      { TEXT: text },
    ),
    blockOf("text_trim", { MODE: oneOf("BOTH", "LEFT", "RIGHT") }, { TEXT: text }),
    blockOf("text_replace", {}, { TEXT: text, FROM: text, TO: text }),
    blockOf("text_reverse", {}, { TEXT: text }),
    blockOf("lists_split", {}, { INPUT: list, DELIM: text }).map((block) => ({
      ...block,
      fields: { MODE: "JOIN" },
      extraState: { mode: "JOIN" },
    })),
  ];
}

function listNodes(values: ArbitraryValues): Blocks[] {
  const { number, text, list, any } = values;
  const size = fc.oneof(
    fc.constantFrom(-1, 0, 1, 2.5, 7).map(numberBlock),
    inputOf(number).map((value) => ({
      type: "math_constrain",
      inputs: plugged({ VALUE: value, LOW: numberBlock(-3), HIGH: numberBlock(9) }),
    })),
  );
  return [
    fc.array(inputOf(any), { maxLength: 5 }).map(listBlock),
    blockOf("lists_create_empty", {}, {}),
    blockOf("lists_repeat", {}, { ITEM: any, NUM: size }),
    blockOf("lists_reverse", {}, { LIST: list }),
    blockOf(
      "lists_sort",
      { TYPE: oneOf("NUMERIC", "TEXT", "IGNORE_CASE"), DIRECTION: oneOf("1", "-1") },
      { LIST: list },
    ),
    blockOf("lists_split", {}, { INPUT: text, DELIM: text }).map((block) => ({
      ...block,
      fields: { MODE: "SPLIT" },
      extraState: { mode: "SPLIT" },
    })),
    blockOf("math_on_list", { OP: fc.constant("MODE") }, { LIST: list }).map((block) => ({
      ...block,
      extraState: '<mutation op="MODE"></mutation>',
    })),
    blockByWhere(
      "lists_getSublist",
      {
        WHERE1: oneOf("FROM_START", "FROM_END", "FIRST"),
        WHERE2: oneOf("FROM_START", "FROM_END", "LAST"),
      },
      { LIST: list, AT1: number, AT2: number },
      { AT1: "WHERE1", AT2: "WHERE2" },
    ),
  ];
}

function booleanNodes(values: ArbitraryValues): Blocks[] {
  const { number, text, list, boolean, any } = values;
  return [
    blockOf("logic_boolean", { BOOL: oneOf("TRUE", "FALSE") }, {}),
    blockOf(
      "logic_compare",
      { OP: oneOf("EQ", "NEQ", "LT", "LTE", "GT", "GTE") },
      { A: any, B: any },
    ),
    blockOf("logic_operation", { OP: oneOf("AND", "OR") }, { A: boolean, B: boolean }),
    blockOf("logic_negate", {}, { BOOL: boolean }),
    blockOf("text_isEmpty", {}, { VALUE: fc.oneof(text, list) }),
    blockOf("lists_isEmpty", {}, { VALUE: fc.oneof(text, list) }),
    blockOf(
      "math_number_property",
      { PROPERTY: oneOf("EVEN", "ODD", "PRIME", "WHOLE", "POSITIVE", "NEGATIVE") },
      { NUMBER_TO_CHECK: number },
    ),
    blockOf(
      "math_number_property",
      { PROPERTY: fc.constant("DIVISIBLE_BY") },
      { NUMBER_TO_CHECK: number, DIVISOR: number },
    ),
  ];
}

function untypedNodes(values: ArbitraryValues): Blocks[] {
  const { number, boolean, list, any } = values;
  return [
    fc.constant(nullBlock),
    blockOf("logic_ternary", {}, { IF: boolean, THEN: any, ELSE: any }),
    blockByWhere(
      "lists_getIndex",
      {
        MODE: oneOf("GET", "GET_REMOVE"),
        WHERE: oneOf("FROM_START", "FROM_END", "FIRST", "LAST", "RANDOM"),
      },
      { VALUE: list, AT: number },
      { AT: "WHERE" },
    ),
  ];
}

/** Expressions over every output block that Blockly 12 ships, the prompts aside. */
export function arbitraryValues(maxDepth: number, extra: readonly Blocks[] = []): ArbitraryValues {
  const nest = { depthSize: "medium", maxDepth } as const;
  const variable = fc.constantFrom(...Object.keys(variableNames)).map(getVariable);
  /** Ends an expression: mostly with what is expected, but a variable may hold anything. */
  const leafOf = (usual: Blocks, variableId: string): Blocks =>
    fc.oneof(
      { weight: 12, arbitrary: usual },
      { weight: 6, arbitrary: fc.constant(getVariable(variableId)) },
      { weight: 1, arbitrary: variable },
    );
  return fc.letrec<{ [Kind in keyof ArbitraryValues]: BlockState }>((tie) => {
    const values: ArbitraryValues = {
      number: tie("number"),
      text: tie("text"),
      list: tie("list"),
      boolean: tie("boolean"),
      any: tie("any"),
    };
    const number = leafOf(numbers.map(numberBlock), "a");
    const text = leafOf(texts.map(textBlock), "b");
    const list = leafOf(fc.array(fc.oneof(number, text), { maxLength: 5 }).map(listBlock), "c");
    const truth = leafOf(oneOf("TRUE", "FALSE").map(booleanBlock), "d");
    const untyped = fc.oneof(...untypedNodes(values), ...extra);
    const kind = (leaf: Blocks, nodes: readonly Blocks[]): Blocks =>
      fc.oneof(
        nest,
        { weight: 1, arbitrary: leaf },
        { weight: 4, arbitrary: fc.oneof(...nodes) },
        { weight: 1, arbitrary: untyped },
      );
    return {
      number: kind(number, numberNodes(values)),
      text: kind(text, textNodes(values)),
      list: kind(list, listNodes(values)),
      boolean: kind(truth, booleanNodes(values)),
      any: kind(fc.oneof(number, text, list, variable, fc.constant(nullBlock)), [
        values.number,
        values.text,
        values.list,
        values.boolean,
      ]),
    };
  });
}
