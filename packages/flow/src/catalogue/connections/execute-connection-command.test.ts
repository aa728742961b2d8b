import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import type { BlockJson } from "../../document/workspace.ts";
import type { Outcome } from "../../run/host.ts";
import { aBlock, aWorkspace } from "../../testing/a-workspace.ts";
import { recordingHost } from "../../testing/recording-host.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import { aText, call, command, define, log } from "../../testing/some-blocks.ts";

const data = () => aBlock("trunkline_connection_data");
const error = () => aBlock("trunkline_connection_error");

/** Commands succeed with their block's id, or fail with it where it begins with "bad". */
function answer({ blockId }: { blockId: string }): Outcome {
  if (!blockId.startsWith("bad")) return { ok: true, value: blockId };
  return { ok: false, error: { code: "SOMETHING", message: blockId } };
}

async function run(stack: readonly BlockJson[], beside: readonly BlockJson[] = []) {
  return runWorkspace(aWorkspace(stack, beside), { host: recordingHost(answer) });
}

async function logged(stack: readonly BlockJson[], beside: readonly BlockJson[] = []) {
  const { result, logged: values } = await run(stack, beside);
  expect(result).toEqual({ status: "finished" });
  return values satisfies readonly Value[];
}

test("runs the branch that matches and then the blocks below", async () => {
  const good = command({ id: "good", success: [log(data())], fail: [log(aText("no"))] });
  const bad = command({ id: "bad", success: [log(aText("no"))], fail: [log(error())] });
  expect(await logged([good, bad, log(aText("below"))])).toEqual([
    "good",
    { code: "SOMETHING", message: "bad" },
    "below",
  ]);
});

test("an error with empty Fail Tasks ends the run, with the error as its cause", async () => {
  const bad = command({ id: "bad" });
  const { result, logged: values } = await run([bad, log(aText("below"))]);
  expect(values).toEqual([]);
  expect(result).toEqual({
    status: "failed",
    error: {
      code: "COMMAND_FAILED",
      message: "The command failed: bad",
      hint: expect.any(String),
      blockId: "bad",
      cause: { code: "SOMETHING", message: "bad" },
    },
  });
});

test("Fail Tasks with nothing but switched-off blocks count as empty", async () => {
  const off = aBlock("trunkline_log", { disabledReasons: ["MANUALLY_DISABLED"] });
  const { result } = await run([command({ id: "bad", fail: [off] })]);
  expect(result).toMatchObject({ status: "failed", error: { code: "COMMAND_FAILED" } });
});

test("the inner command's data count in its own branch, the outer's before and after", async () => {
  const inner = command({ id: "inner", success: [log(data())] });
  const outer = command({ id: "outer", success: [log(data()), inner, log(data())] });
  expect(await logged([outer])).toEqual(["outer", "inner", "outer"]);
});

test("inside inner Fail Tasks the outer command's data are still to be had", async () => {
  const inner = command({ id: "bad inner", fail: [log(data()), log(error())] });
  expect(await logged([command({ id: "outer", success: [inner] })])).toEqual([
    "outer",
    { code: "SOMETHING", message: "bad inner" },
  ]);
});

test("a function called from a branch sees nothing of the branch", async () => {
  const say = define("say", { stack: [log(data())] });
  expect(await logged([command({ id: "outer", success: [call("say")] })], [say])).toEqual([null]);
});

test("what the host gave is a copy without a prototype, for every name to be only a name", async () => {
  const given = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }') as object;
  const host = recordingHost(() => ({ ok: true, value: given as Record<string, Value> }));
  const flow = aWorkspace([command({ success: [log(data())] })]);
  const { logged: values } = await runWorkspace(flow, { host });
  expect(Object.getPrototypeOf(values[0])).toBeNull();
  expect(Object.keys(Object(values[0]) as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
