import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import { aBlock, aWorkspace } from "../../testing/a-workspace.ts";
import { recordingHost } from "../../testing/recording-host.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import {
  aBoolean,
  aList,
  aNumber,
  aText,
  anObject,
  keptValue,
  log,
} from "../../testing/some-blocks.ts";

const say = (text: string) => [log(aText(text))];

function ifElseIf(conditions: readonly (BlockJson | null)[], extraState: unknown): BlockJson {
  const plugged = conditions.flatMap((block, index) => (block ? [[`IF${index}`, block]] : []));
  const stacks = conditions.map((_, index) => [`DO${index}`, say(`part ${index}`)]);
  return aBlock("controls_if", {
    extraState,
    values: Object.fromEntries(plugged) as Record<string, BlockJson>,
    stacks: { ...(Object.fromEntries(stacks) as Record<string, BlockJson[]>), ELSE: say("else") },
  });
}

async function logged(block: BlockJson, kept: Value = null): Promise<readonly Value[]> {
  const host = recordingHost(() => ({ ok: true, value: kept }));
  return (await runWorkspace(aWorkspace([block]), { host })).logged;
}

test("runs the first part whose condition holds, or else the last one", async () => {
  const state = { elseIfCount: 2, hasElse: true };
  const [yes, no] = [aBoolean(true), aBoolean(false)];
  expect(await logged(ifElseIf([no, yes, yes], state))).toEqual(["part 1"]);
  expect(await logged(ifElseIf([no, null, no], state))).toEqual(["else"]);
  expect(await logged(ifElseIf([no], {}))).toEqual([]);
});

test("waits for conditions with an effect, and not for those behind the one that holds", async () => {
  const state = { elseIfCount: 1, hasElse: true };
  const conditions = () => [keptValue("a"), keptValue("b")];
  expect(await logged(ifElseIf(conditions(), state), 1)).toEqual(["part 0"]);
  expect(await logged(ifElseIf(conditions(), state), 0)).toEqual(["else"]);
});

test("takes values for true as JavaScript does", async () => {
  const holding = [aText("0"), aNumber(-1), aList(), anObject({})];
  const notHolding = [aText(""), aNumber(0), aNumber(Number.NaN), aBlock("logic_null")];
  for (const value of holding) expect(await logged(ifElseIf([value], {}))).toEqual(["part 0"]);
  for (const value of notHolding) expect(await logged(ifElseIf([value], {}))).toEqual([]);
});

test("a mutator that claims a billion parts has no more than can be", async () => {
  expect(await logged(ifElseIf([aBoolean(true)], { elseIfCount: 1e9 }))).toEqual(["part 0"]);
  expect(await logged(ifElseIf([aBoolean(true)], { elseIfCount: -3 }))).toEqual(["part 0"]);
});
