import { expect, test } from "vitest";

import type { BlockJson } from "../document/workspace.ts";
import { aBlock, aWorkspace, variableField } from "../testing/a-workspace.ts";
import { prefixesOf, traceRun } from "../testing/replays.ts";
import {
  aNumber,
  aText,
  anObject,
  calculate,
  call,
  callFor,
  change,
  command,
  compare,
  define,
  get,
  ifReturn,
  keptValue,
  log,
  repeat,
  set,
  when,
} from "../testing/some-blocks.ts";
import { compileFlow } from "./compile-flow.ts";
import { digestOfEffect } from "./digest.ts";
import type { Host, Outcome, Step } from "./host.ts";
import { replayHost } from "./replay-host.ts";
import { runFlow } from "./run-flow.ts";

/** Commands fail where their id's hash is even, and otherwise give a number out of it. */
function answer({ id, effect }: Step): Outcome {
  const number = Number.parseInt(id.slice(0, 4), 16);
  if (effect.kind === "command" && number % 2 === 0) {
    return { ok: false, error: { code: "EVEN", message: "even" } };
  }
  return { ok: true, value: number };
}

const data = () => aBlock("trunkline_connection_data");
const now = () => aBlock("trunkline_now");
const random = () => aBlock("math_random_float");

const body = (extra: readonly BlockJson[] = []) => [
  change("x", 1),
  command({
    data: anObject({ x: get("x"), random: random() }),
    success: [log(data()), command({ success: extra, fail: [log(aText("inner failed"))] })],
    fail: [set("failed", calculate(get("x"), "ADD", aNumber(1))), log(get("failed"))],
  }),
];

const recursive = define("down", {
  parameters: ["n"],
  stack: [
    ifReturn(compare(get("n"), "LTE", aNumber(0)), aText("bottom")),
    log(keptValue("k", "in function")),
  ],
  gives: callFor("down", [calculate(get("n"), "MINUS", aNumber(1))]),
});

const flows: Readonly<Record<string, readonly BlockJson[]>> = {
  loops: [repeat(aNumber(3), [repeat(aNumber(2), body())])],
  procedures: [log(callFor("down", [aNumber(4)])), call("down", [aNumber(2)])],
  "failures at the end": [...body(), log(aText("then")), command({ id: "fails for good" })],
  "conditions and times": [
    log(now()),
    when(compare(keptValue("a"), "GT", keptValue("b")), body(), body([log(random())])),
    log(now()),
  ],
  "a loop with an effect in its bounds": [
    aBlock("controls_for", {
      fields: variableField("i"),
      values: { FROM: aNumber(1), TO: calculate(keptValue("k"), "MULTIPLY", aNumber(0.0001)) },
      stacks: { DO: body() },
    }),
  ],
};

test.each(Object.entries(flows))(
  "%s replay to the same trace from every prefix",
  async (_, stack) => {
    const workspace = aWorkspace(stack, [recursive]);
    const run = { flow: compileFlow({ kind: "web-hook", workspace }), answer };
    const whole = await traceRun(run);
    const prefixes = prefixesOf(whole);
    expect(prefixes.length).toBeGreaterThan(2);
    for (const prefix of prefixes) expect(await traceRun(run, prefix)).toEqual(whole);
  },
);

const idleHost: Host = {
  perform: async () => ({ ok: true, value: null }),
  log: () => {},
  now: () => 5,
  random: () => 0,
  monotonicMs: () => 0,
  giveWay: async () => {},
};

test("refuses a recorded step that asks for something else", async () => {
  const sending = (text: string) => {
    const workspace = aWorkspace([command({ id: "send", data: anObject({ msg: aText(text) }) })]);
    return compileFlow({ kind: "web-hook", workspace });
  };
  const asked: Step[] = [];
  const recording: Host = {
    ...idleHost,
    async perform(step) {
      asked.push(step);
      return { ok: true, value: 1 };
    },
  };
  await runFlow(sending("a"), { host: recording });
  const steps = asked.map(({ id, effect }) => {
    return {
      id,
      digest: digestOfEffect(effect),
      outcome: { ok: true, value: 1 },
      clockAt: 0,
    } as const;
  });
  const replay = () => replayHost({ steps, host: recording, startedAt: 0 });
  expect(await runFlow(sending("a"), { host: replay() })).toEqual({ status: "finished" });
  expect(await runFlow(sending("b"), { host: replay() })).toMatchObject({
    status: "failed",
    error: { code: "REPLAY_MISMATCH", blockId: "send" },
  });
  expect(asked).toHaveLength(1);
});

test("the digest of a step does not depend on the order of properties", () => {
  const effect = (value: Record<string, number>) =>
    digestOfEffect({ kind: "keep-value", key: "k", value, seconds: null });
  expect(effect({ a: 1, b: 2 })).toBe(effect({ b: 2, a: 1 }));
  expect(effect({ a: 1, b: 2 })).not.toBe(effect({ a: 2, b: 1 }));
});
