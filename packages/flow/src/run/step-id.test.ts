import { expect, test } from "vitest";

import type { BlockJson } from "../document/workspace.ts";
import { aWorkspace } from "../testing/a-workspace.ts";
import { runWorkspace } from "../testing/run-workspace.ts";
import {
  aNumber,
  call,
  change,
  command,
  compare,
  define,
  get,
  keptValue,
  repeat,
  repeatWhile,
  set,
  when,
} from "../testing/some-blocks.ts";

interface IdOfStep {
  readonly blockId: string;
  readonly id: string;
}

async function idsOf(
  stack: readonly BlockJson[],
  beside: readonly BlockJson[] = [],
): Promise<IdOfStep[]> {
  const { host, result } = await runWorkspace(aWorkspace(stack, beside));
  expect(result).toEqual({ status: "finished" });
  return host.trace.flatMap((entry) =>
    "step" in entry ? [{ blockId: entry.step.blockId, id: entry.step.id }] : [],
  );
}

const send = (id: string) => command({ id });

test("every effect of a run has an id of its own", async () => {
  const f = define("f", { stack: [send("in f")] });
  const ids = await idsOf(
    [
      send("first"),
      repeat(aNumber(3), [repeat(aNumber(2), [send("inner"), call("f", [], "call")], "l2")], "l1"),
      call("f", [], "call 1"),
      call("f", [], "call 2"),
    ],
    [f],
  );
  expect(ids).toHaveLength(1 + 3 * 2 * 2 + 2);
  expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
});

test("a condition with an effect has one id a turn", async () => {
  const condition = compare(keptValue("k", "condition"), "NEQ", get("x"));
  const loop = repeatWhile(compare(get("turns"), "LT", aNumber(3)), [
    change("turns", 1),
    when(condition, [change("x", 1)]),
  ]);
  const ids = await idsOf([loop]);
  expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
});

test("ids stay where they are when blocks elsewhere come, go or change", async () => {
  const f = define("f", { stack: [send("in f")] });
  const loop = () => repeat(aNumber(2), [send("in loop"), call("f", [], "call")], "loop");
  const before = await idsOf([loop(), send("last")], [f]);
  const edited = await idsOf(
    [
      send("new"),
      set("x", aNumber(1)),
      repeat(
        aNumber(2),
        [change("x", 1), send("also new"), send("in loop"), call("f", [], "call")],
        "loop",
      ),
      when(aNumber(1), [send("last")]),
    ],
    [define("g", { stack: [send("in g")] }), f],
  );
  expect(edited).toEqual(expect.arrayContaining(before));
});

test("a turn's ids do not depend on what earlier turns did", async () => {
  const whenOdd = (x: BlockJson) =>
    repeat(aNumber(4), [change("x", 1), when(x, [send("sometimes")])], "loop");
  const all = await idsOf([whenOdd(aNumber(1))]);
  const last = await idsOf([whenOdd(compare(get("x"), "EQ", aNumber(4)))]);
  expect(last).toEqual([all[3]]);
});
