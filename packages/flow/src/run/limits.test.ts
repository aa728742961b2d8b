import { expect, test } from "vitest";

import type { BlockJson } from "../document/workspace.ts";
import { aBlock, aWorkspace } from "../testing/a-workspace.ts";
import { recordingHost, type RecordingHost } from "../testing/recording-host.ts";
import { runWorkspace, type TestRunOptions } from "../testing/run-workspace.ts";
import {
  aBoolean,
  aList,
  aNumber,
  aText,
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
  repeatWhile,
  set,
} from "../testing/some-blocks.ts";

async function codeOf(
  stack: readonly BlockJson[],
  beside: readonly BlockJson[] = [],
  options: TestRunOptions = {},
): Promise<string> {
  const { result } = await runWorkspace(aWorkspace(stack, beside), options);
  return result.status === "failed" ? result.error.code : result.status;
}

/** A host whose clock goes on by a millisecond at every look. */
function tickingHost(): RecordingHost {
  let ms = 0;
  return Object.assign(recordingHost(), {
    monotonicMs() {
      ms += 1;
      return ms;
    },
  });
}

const forEver = (body: readonly BlockJson[] = []) => repeatWhile(aBoolean(true), body);

test("cuts an endless loop, with a body and without", async () => {
  expect(await codeOf([forEver()])).toBe("STEP_LIMIT");
  expect(await codeOf([forEver([change("x", 1)])])).toBe("STEP_LIMIT");
});

test("cuts an endless loop of effects", async () => {
  const limits = { stepsMax: 1000 };
  expect(await codeOf([forEver([command()])], [], { limits })).toBe("STEP_LIMIT");
});

test("counts steps exactly enough to cut at the limit", async () => {
  const loop = repeatWhile(compare(get("x"), "LT", aNumber(100)), [change("x", 1)]);
  expect(await codeOf([loop], [], { limits: { stepsMax: 900 } })).toBe("finished");
  expect(await codeOf([loop], [], { limits: { stepsMax: 500 } })).toBe("STEP_LIMIT");
});

test("cuts a run at its time", async () => {
  const options = { host: tickingHost(), limits: { timeMs: 50 } };
  expect(await codeOf([forEver()], [], options)).toBe("TIME_LIMIT");
});

test("cuts recursion, as a statement, as a value, and with an effect in it", async () => {
  const statement = define("f", { stack: [call("f")] });
  expect(await codeOf([call("f")], [statement])).toBe("CALL_DEPTH_LIMIT");
  const value = define("f", { gives: callFor("f") });
  expect(await codeOf([log(callFor("f"))], [value])).toBe("CALL_DEPTH_LIMIT");
  const withEffect = define("f", { stack: [set("k", keptValue("k"))], gives: callFor("f") });
  expect(await codeOf([log(callFor("f"))], [withEffect])).toBe("CALL_DEPTH_LIMIT");
});

test("cuts recursion that is too deep for the engine's own stack", async () => {
  let deep = callFor("f");
  for (let depth = 0; depth < 400; depth += 1) deep = calculate(aNumber(1), "ADD", deep);
  const f = define("f", { gives: deep });
  const limits = { callDepthMax: 1_000_000, expressionStepsMax: 1_000_000_000 };
  expect(await codeOf([log(callFor("f"))], [f], { limits })).toBe("CALL_DEPTH_LIMIT");
});

test("cuts a function that takes too long inside an expression, where nobody can give way", async () => {
  const spin = define("spin", { stack: [forEver()], gives: aNumber(1) });
  expect(await codeOf([log(callFor("spin"))], [spin])).toBe("EXPRESSION_LIMIT");
});

test("counts every expression anew", async () => {
  const work = define("work", {
    parameters: ["n"],
    stack: [repeatWhile(compare(get("n"), "LT", aNumber(50)), [change("n", 1)])],
    gives: get("n"),
  });
  const many = repeatWhile(compare(get("x"), "LT", aNumber(100)), [
    change("x", 1),
    set("y", callFor("work", [aNumber(0)])),
  ]);
  const limits = { expressionStepsMax: 600 };
  expect(await codeOf([many], [work], { limits })).toBe("finished");
});

test("branching recursion is cut by its steps", async () => {
  const twice = define("f", {
    parameters: ["n"],
    stack: [ifReturn(compare(get("n"), "LTE", aNumber(0)), aNumber(1))],
    gives: calculate(
      callFor("f", [calculate(get("n"), "MINUS", aNumber(1))]),
      "ADD",
      callFor("f", [calculate(get("n"), "MINUS", aNumber(1))]),
    ),
  });
  expect(await codeOf([log(callFor("f", [aNumber(40)]))], [twice])).toBe("EXPRESSION_LIMIT");
});

test("cuts lists and texts that grow too long", async () => {
  const grow = aBlock("lists_repeat", { values: { ITEM: aNumber(1), NUM: aNumber(1e9) } });
  expect(await codeOf([log(grow)])).toBe("LIST_LIMIT");
  const double = aBlock("text_join", {
    extraState: { itemCount: 2 },
    values: { ADD0: get("t"), ADD1: get("t") },
  });
  expect(await codeOf([set("t", aText("ab")), forEver([set("t", double)])])).toBe("TEXT_LIMIT");
});

test("gives way when the slice is used up, in loops and in calls", async () => {
  const host = tickingHost();
  const loop = repeatWhile(compare(get("x"), "LT", aNumber(5000)), [change("x", 1)]);
  await runWorkspace(aWorkspace([loop, log(get("x"))]), { host });
  expect(host.gaveWay).toBeGreaterThan(5);
  expect(host.trace.at(-1)).toMatchObject({ logged: 5000 });

  const calling = tickingHost();
  const f = define("f", {
    parameters: ["n"],
    stack: [
      ifReturn(compare(get("n"), "LTE", aNumber(0)), aNumber(0)),
      call("f", [calculate(get("n"), "MINUS", aNumber(1))]),
      call("f", [calculate(get("n"), "MINUS", aNumber(1))]),
    ],
  });
  await runWorkspace(aWorkspace([call("f", [aNumber(10)])], [f]), { host: calling });
  expect(calling.gaveWay).toBeGreaterThan(5);
});

test("a cancelled run ends as cancelled, between blocks and after an effect", async () => {
  let isCancelled = false;
  const host = recordingHost(() => {
    isCancelled = true;
    return { ok: true, value: null };
  });
  const stack = [command(), log(aText("never"))];
  const { result, logged } = await runWorkspace(aWorkspace(stack), {
    host,
    isCancelled: () => isCancelled,
  });
  expect(result).toEqual({ status: "cancelled" });
  expect(logged).toEqual([]);
  const before = await runWorkspace(aWorkspace([forEver()]), { isCancelled: () => true });
  expect(before.result).toEqual({ status: "cancelled" });
});

test("a list that holds itself is no trouble until it leaves the run", async () => {
  const put = aBlock("lists_setIndex", {
    fields: { MODE: "INSERT", WHERE: "LAST" },
    values: { LIST: get("l"), TO: get("l") },
  });
  const stack = [set("l", aList()), put, command({ data: anyObject(get("l")) })];
  expect(await codeOf(stack)).toBe("VALUE_TOO_DEEP");
});

function anyObject(value: BlockJson): BlockJson {
  return aBlock("trunkline_object", { extraState: { keys: ["list"] }, values: { VALUE0: value } });
}
