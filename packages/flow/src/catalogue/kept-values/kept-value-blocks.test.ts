import { expect, test } from "vitest";

import type { BlockJson } from "../../document/workspace.ts";
import type { Outcome } from "../../run/host.ts";
import { aBlock, aWorkspace } from "../../testing/a-workspace.ts";
import { recordingHost } from "../../testing/recording-host.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import { aNumber, aText, log, when } from "../../testing/some-blocks.ts";

const key = { KEY: aText("k") };

async function effectsOf(
  stack: readonly BlockJson[],
  outcome: Outcome = { ok: true, value: true },
) {
  const host = recordingHost(() => outcome);
  const { result, logged } = await runWorkspace(aWorkspace(stack), { host });
  const effects = host.trace.flatMap((entry) => ("step" in entry ? [entry.step.effect] : []));
  return { result, logged, effects };
}

test("keeps, keeps if absent, reads and forgets", async () => {
  const { effects, logged } = await effectsOf([
    aBlock("trunkline_keep_value", { values: { ...key, VALUE: aNumber(1), SECONDS: aNumber(60) } }),
    when(aBlock("trunkline_keep_value_if_absent", { values: { ...key, VALUE: aNumber(2) } }), [
      log(aBlock("trunkline_kept_value", { values: key })),
    ]),
    aBlock("trunkline_forget_value", { values: key }),
  ]);
  expect(effects).toEqual([
    { kind: "keep-value", key: "k", value: 1, seconds: 60 },
    { kind: "keep-value-if-absent", key: "k", value: 2, seconds: null },
    { kind: "kept-value", key: "k" },
    { kind: "forget-value", key: "k" },
  ]);
  expect(logged).toEqual([true]);
});

test("the code of a refusal is the run's", async () => {
  const keep = aBlock("trunkline_keep_value", {
    id: "keep",
    values: { ...key, VALUE: aText("x") },
  });
  const error = { code: "VALUE_TOO_BIG", message: "It has more than 64 kB.", hint: "Keep less." };
  const { result } = await effectsOf([keep], { ok: false, error });
  expect(result).toEqual({ status: "failed", error: { ...error, blockId: "keep", cause: error } });
});

test.each([
  ["a key that is no text", { KEY: aNumber(1), VALUE: aText("x") }],
  ["an empty key", { KEY: aText(""), VALUE: aText("x") }],
  ["no seconds at all", { ...key, VALUE: aText("x"), SECONDS: aNumber(0) }],
  ["seconds that are no number", { ...key, VALUE: aText("x"), SECONDS: aText("soon") }],
])("refuses %s before anything is asked for", async (_, values) => {
  const { result, effects } = await effectsOf([aBlock("trunkline_keep_value", { values })]);
  expect(result).toMatchObject({ status: "failed", error: { code: "VALUE_INVALID" } });
  expect(effects).toEqual([]);
});
