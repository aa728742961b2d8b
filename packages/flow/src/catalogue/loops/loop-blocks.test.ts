import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { aBlock, aWorkspace, variableField } from "../../testing/a-workspace.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import {
  aBoolean,
  aList,
  aNumber,
  aText,
  calculate,
  change,
  compare,
  flow,
  get,
  log,
  repeat,
  repeatWhile,
  set,
  when,
} from "../../testing/some-blocks.ts";

async function logged(...stack: readonly BlockJson[]): Promise<readonly Value[]> {
  const run = await runWorkspace(aWorkspace(stack));
  expect(run.result).toEqual({ status: "finished" });
  return run.logged;
}

interface Bounds {
  readonly FROM?: BlockJson;
  readonly TO?: BlockJson;
  readonly BY?: BlockJson;
}

function count(values: Readonly<Record<string, BlockJson>> & Bounds, body: readonly BlockJson[]) {
  return aBlock("controls_for", { fields: variableField("i"), values, stacks: { DO: body } });
}

function each(list: BlockJson, body: readonly BlockJson[]) {
  const values = { LIST: list };
  return aBlock("controls_forEach", { fields: variableField("i"), values, stacks: { DO: body } });
}

/** A number that is no literal, so that the generators take their general way. */
function computed(value: number): BlockJson {
  return calculate(aNumber(value), "ADD", aNumber(0));
}

test("repeats as often as the number says, and not at all where nothing is plugged in", async () => {
  expect(await logged(repeat(aNumber(3), [change("x", 1)]), log(get("x")))).toEqual([3]);
  expect(await logged(repeat(aNumber(2.5), [change("x", 1)]), log(get("x")))).toEqual([3]);
  const empty = aBlock("controls_repeat_ext", { stacks: { DO: [change("x", 1)] } });
  expect(await logged(empty, log(get("x")))).toEqual([null]);
  const onBlock = aBlock("controls_repeat", {
    fields: { TIMES: 4 },
    stacks: { DO: [change("x", 1)] },
  });
  expect(await logged(onBlock, log(get("x")))).toEqual([4]);
});

test("reads the number of repeats again where a plain variable is plugged in", async () => {
  const shrinking = repeat(get("n"), [change("n", -1), change("x", 1)]);
  expect(await logged(set("n", aNumber(6)), shrinking, log(get("x")))).toEqual([3]);
  const kept = repeat(calculate(get("n"), "ADD", aNumber(0)), [change("n", -1), change("x", 1)]);
  expect(await logged(set("n", aNumber(6)), kept, log(get("x")))).toEqual([6]);
});

test("repeats while a condition holds, and until it does", async () => {
  const below = compare(get("x"), "LT", aNumber(3));
  expect(await logged(repeatWhile(below, [change("x", 1)]), log(get("x")))).toEqual([3]);
  const until = aBlock("controls_whileUntil", {
    fields: { MODE: "UNTIL" },
    values: { BOOL: compare(get("x"), "GTE", aNumber(2)) },
    stacks: { DO: [change("x", 1)] },
  });
  expect(await logged(until, log(get("x")))).toEqual([2]);
});

test.each([
  ["up", 1, 3, 1, [1, 2, 3], 4],
  ["down", 3, 1, 1, [3, 2, 1], 0],
  ["up by more", 1, 6, 2, [1, 3, 5], 7],
  ["by a negative number as by a positive one", 1, 3, -1, [1, 2, 3], 4],
  ["from a number to itself", 5, 5, 1, [5], 6],
] as const)("counts %s, literal or not", async (_, from, to, by, turns, end) => {
  const literal = { FROM: aNumber(from), TO: aNumber(to), BY: aNumber(by) };
  const general = { FROM: computed(from), TO: computed(to), BY: computed(by) };
  for (const bounds of [literal, general]) {
    expect(await logged(count(bounds, [log(get("i"))]), log(get("i")))).toEqual([...turns, end]);
  }
});

test("counts on from what the body puts into the variable", async () => {
  const bounds = { FROM: aNumber(1), TO: aNumber(10), BY: aNumber(1) };
  expect(await logged(count(bounds, [log(get("i")), change("i", 4)]))).toEqual([1, 6]);
});

test("lets a plain variable as a bound move while it counts", async () => {
  const bounds = { FROM: aNumber(1), TO: get("end"), BY: aNumber(1) };
  const body = [log(get("i")), set("end", aNumber(2))];
  expect(await logged(set("end", aNumber(5)), count(bounds, body))).toEqual([1, 2]);
});

test("does not count down by nothing unless all bounds are literals", async () => {
  const bounds = { FROM: computed(3), TO: computed(1), BY: computed(0) };
  expect(await logged(count(bounds, [log(get("i"))]))).toEqual([]);
});

test("goes through the items that a list had at the start", async () => {
  const list = aList(aNumber(1), aText("two"), aBoolean(true));
  expect(await logged(each(list, [log(get("i"))]))).toEqual([1, "two", true]);
  const growing = each(get("list"), [
    log(get("i")),
    aBlock("lists_setIndex", {
      fields: { MODE: "INSERT", WHERE: "LAST" },
      extraState: { isStatement: true },
      values: { LIST: get("list"), TO: aNumber(9) },
    }),
  ]);
  expect(await logged(set("list", aList(aNumber(1), aNumber(2))), growing)).toEqual([1, 2]);
});

test("goes through the characters of a text", async () => {
  expect(await logged(each(aText("ab"), [log(get("i"))]))).toEqual(["a", "b"]);
});

test("breaks and continues the innermost loop alone", async () => {
  const inner = repeat(aNumber(5), [
    change("x", 1),
    when(compare(get("x"), "EQ", aNumber(2)), [flow("CONTINUE")]),
    when(compare(get("x"), "GT", aNumber(3)), [flow("BREAK")]),
    log(get("x")),
  ]);
  expect(await logged(repeat(aNumber(2), [inner, log(aText("outer"))]))).toEqual([
    1,
    3,
    "outer",
    "outer",
  ]);
});
