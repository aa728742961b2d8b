import { expect, test } from "vitest";

import type { BlockJson } from "../../document/workspace.ts";
import { aWorkspace } from "../../testing/a-workspace.ts";
import { runWorkspace } from "../../testing/run-workspace.ts";
import {
  aNumber,
  aText,
  calculate,
  call,
  callFor,
  change,
  compare,
  define,
  get,
  ifReturn,
  keptValue,
  log,
  repeat,
  set,
  when,
} from "../../testing/some-blocks.ts";

function factorial(extra: readonly BlockJson[] = []): BlockJson {
  return define("factorial", {
    parameters: ["n"],
    stack: [...extra, ifReturn(compare(get("n"), "LTE", aNumber(1)), aNumber(1))],
    gives: calculate(
      get("n"),
      "MULTIPLY",
      callFor("factorial", [calculate(get("n"), "MINUS", aNumber(1))]),
    ),
  });
}

test("recursion has parameters of its own at every depth", async () => {
  const main = [log(callFor("factorial", [aNumber(6)]))];
  expect((await runWorkspace(aWorkspace(main, [factorial()]))).logged).toEqual([720]);
});

test("recursion with an effect at every depth comes to the same", async () => {
  const main = [log(callFor("factorial", [aNumber(6)]))];
  const withEffect = factorial([set("seen", keptValue("k"))]);
  const { logged, host } = await runWorkspace(aWorkspace(main, [withEffect]));
  expect(logged).toEqual([720]);
  const ids = host.trace.flatMap((entry) => ("step" in entry ? [entry.step.id] : []));
  expect(new Set(ids).size).toBe(6);
});

test("a parameter hides the variable of its name, inside the function alone", async () => {
  const setsParameter = define("f", { parameters: ["x"], stack: [change("x", 1), log(get("x"))] });
  const reads = define("g", { stack: [log(get("x"))] });
  const main = [set("x", aNumber(10)), call("f", [aNumber(1)]), log(get("x")), call("g")];
  expect((await runWorkspace(aWorkspace(main, [setsParameter, reads]))).logged).toEqual([
    2, 10, 10,
  ]);
});

test("takes null for arguments that are missing, and drops those that are too many", async () => {
  const f = define("f", { parameters: ["a", "b"], stack: [log(get("a")), log(get("b"))] });
  const main = [call("f", [aNumber(1)]), call("f", [aNumber(1), aNumber(2), aNumber(3)])];
  expect((await runWorkspace(aWorkspace(main, [f]))).logged).toEqual([1, null, 1, 2]);
});

test("finds a function whatever the case of its name", async () => {
  const main = [call("SAY")];
  const say = define("say", { stack: [log(aText("hi"))] });
  expect((await runWorkspace(aWorkspace(main, [say]))).logged).toEqual(["hi"]);
});

test("returns out of loops, and the loop of the caller goes on", async () => {
  const f = define("f", {
    stack: [
      repeat(aNumber(3), [change("x", 1), ifReturn(compare(get("x"), "EQ", aNumber(2)), get("x"))]),
    ],
    gives: aText("end"),
  });
  const main = [repeat(aNumber(2), [log(callFor("f"))])];
  expect((await runWorkspace(aWorkspace(main, [f]))).logged).toEqual([2, "end"]);
});

test("a call of an unknown function fails when it is met, and not before", async () => {
  const main = [log(aText("before")), when(aNumber(1), [call("nowhere")])];
  const { logged, result } = await runWorkspace(aWorkspace(main));
  expect(logged).toEqual(["before"]);
  expect(result).toMatchObject({ status: "failed", error: { code: "PROCEDURE_UNKNOWN" } });
});

test("mutual recursion, one of the two with an effect", async () => {
  const even = define("even", {
    parameters: ["n"],
    stack: [ifReturn(compare(get("n"), "EQ", aNumber(0)), aText("even"))],
    gives: callFor("odd", [calculate(get("n"), "MINUS", aNumber(1))]),
  });
  const odd = define("odd", {
    parameters: ["n"],
    stack: [set("k", keptValue("k")), ifReturn(compare(get("n"), "EQ", aNumber(0)), aText("odd"))],
    gives: callFor("even", [calculate(get("n"), "MINUS", aNumber(1))]),
  });
  const { logged, host } = await runWorkspace(
    aWorkspace([log(callFor("even", [aNumber(5)]))], [even, odd]),
  );
  expect(logged).toEqual(["odd"]);
  expect(host.trace).toHaveLength(4);
});
