import { expect, test } from "vitest";

import type { BlockJson } from "../../document/workspace.ts";
import { aBlock, aWorkspace } from "../../testing/a-workspace.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import { aBoolean, aList, aNumber, aText, anObject } from "../../testing/some-blocks.ts";

async function responding(values: Readonly<Record<string, BlockJson>>) {
  const send = aBlock("trunkline_send_response", { id: "send", values });
  const { result, host } = await runWorkspace(aWorkspace([send]));
  const entry = host.trace[0];
  return { result, effect: entry !== undefined && "step" in entry ? entry.step.effect : null };
}

test("an empty block answers 200 with nothing", async () => {
  const { effect } = await responding({});
  const response = { form: "whole", status: 200, headers: {}, body: null };
  expect(effect).toEqual({ kind: "respond", response });
});

test("headers become texts, and those that are null stay out", async () => {
  const headers = anObject({
    "x-count": aNumber(3),
    "x-yes": aBoolean(true),
    "x-none": aBlock("logic_null"),
  });
  const { effect } = await responding({ STATUS: aNumber(201), HEADERS: headers, BODY: aText("b") });
  expect(effect).toEqual({
    kind: "respond",
    response: {
      form: "whole",
      status: 201,
      headers: { "x-count": "3", "x-yes": "true" },
      body: "b",
    },
  });
});

test.each([
  ["a status that is no status", { STATUS: aNumber(99) }],
  ["a broken status", { STATUS: aNumber(200.5) }],
  ["headers that are a list", { HEADERS: aList(aText("a")) }],
  ["a header that is a list", { HEADERS: anObject({ a: aList() }) }],
])("refuses %s, and answers nothing", async (_, values: Record<string, BlockJson>) => {
  const { result, effect } = await responding(values);
  expect(result).toMatchObject({ error: { code: "VALUE_INVALID", blockId: "send" } });
  expect(effect).toBeNull();
});
