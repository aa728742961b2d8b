import { expect, test } from "vitest";

import { aBlock, aWorkspace, variableField } from "../testing/a-workspace.ts";
import { recordingHost } from "../testing/recording-host.ts";
import { runWorkspace } from "../testing/run-workspace.ts";
import {
  aNumber,
  aText,
  anObject,
  change,
  command,
  get,
  log,
  set,
} from "../testing/some-blocks.ts";
import { compileFlow } from "./compile-flow.ts";
import { runFlow } from "./run-flow.ts";

test("runs the stack below the start block and nothing else", async () => {
  const idle = log(aText("idle"));
  const { result, logged } = await runWorkspace(
    aWorkspace([log(aText("a")), log(aText("b"))], [idle]),
  );
  expect(result).toEqual({ status: "finished" });
  expect(logged).toEqual(["a", "b"]);
});

test("refuses to compile what has no start block of its kind, or an unknown block", () => {
  const workspace = aWorkspace([]);
  expect(() => compileFlow({ kind: "background-task", workspace })).toThrow(
    expect.objectContaining({ code: "START_MISSING" }),
  );
  const unknown = aWorkspace([aBlock("constructor", { id: "odd" })]);
  expect(() => compileFlow({ kind: "web-hook", workspace: unknown })).toThrow(
    expect.objectContaining({ code: "BLOCK_UNKNOWN", blockId: "odd" }),
  );
  const misplaced = aWorkspace([aNumber(1)]);
  expect(() => compileFlow({ kind: "web-hook", workspace: misplaced })).toThrow(
    expect.objectContaining({ code: "BLOCK_UNKNOWN" }),
  );
});

test("passes over blocks that are switched off, in stacks and in inputs", async () => {
  const off = { disabledReasons: ["MANUALLY_DISABLED"] };
  const silent = aBlock("trunkline_log", { ...off, values: { VALUE: aText("no") } });
  const legacy = { ...log(aText("no")), enabled: false };
  const emptied = set("x", { ...aNumber(5), disabledReasons: ["A"] });
  const { logged } = await runWorkspace(aWorkspace([silent, legacy, emptied, log(get("x"))]));
  expect(logged).toEqual([0]);
});

test("takes a shadow where no block is plugged in", async () => {
  const shadowed = { ...aBlock("trunkline_log"), inputs: { VALUE: { shadow: aText("shadow") } } };
  const both = {
    ...aBlock("trunkline_log"),
    inputs: { VALUE: { shadow: aText("shadow"), block: aText("block") } },
  };
  expect((await runWorkspace(aWorkspace([shadowed, both]))).logged).toEqual(["shadow", "block"]);
});

test("variables begin as null, are one for names that differ in case, and may have any name", async () => {
  const variables = [
    { id: "1", name: "__proto__" },
    { id: "2", name: "constructor" },
    { id: "3", name: "Total" },
    { id: "4", name: "total", type: "Number" },
  ];
  const stack = [
    log(get("1")),
    log(get("2")),
    set("1", aText("p")),
    log(get("1")),
    change("3", 2),
    aBlock("trunkline_log", {
      values: { VALUE: aBlock("variables_get_dynamic", { fields: variableField("4") }) },
    }),
  ];
  expect((await runWorkspace(aWorkspace(stack, [], variables))).logged).toEqual([
    null,
    null,
    "p",
    2,
  ]);
});

test("one compiled flow runs many times, each run with variables of its own", async () => {
  const workspace = aWorkspace([change("x", 1), command(), change("x", 1), log(get("x"))]);
  const flow = compileFlow({ kind: "web-hook", workspace });
  const hosts = [recordingHost(), recordingHost(), recordingHost()];
  await Promise.all(hosts.map((host) => runFlow(flow, { host })));
  for (const host of hosts) expect(host.trace.at(-1)).toMatchObject({ logged: 2 });
});

test("hands the host copies: what the flow does later does not change what was asked for", async () => {
  const held = set("o", anObject({ a: aNumber(1) }));
  const write = aBlock("trunkline_set_property", {
    values: { OBJECT: get("o"), NAME: aText("a"), VALUE: aNumber(2) },
  });
  const { host } = await runWorkspace(aWorkspace([held, command({ data: get("o") }), write]));
  expect(host.trace[0]).toMatchObject({ step: { effect: { data: { a: 1 } } } });
});

test("refuses to hand out a value that holds itself", async () => {
  const held = set("o", anObject({}));
  const write = aBlock("trunkline_set_property", {
    values: { OBJECT: get("o"), NAME: aText("self"), VALUE: get("o") },
  });
  const { result } = await runWorkspace(aWorkspace([held, write, command({ data: get("o") })]));
  expect(result).toMatchObject({ status: "failed", error: { code: "VALUE_TOO_DEEP" } });
});

test("a host that throws ends the run, and says so", async () => {
  const host = recordingHost(() => {
    throw new RangeError("disk is full");
  });
  const { result } = await runWorkspace(aWorkspace([command({ id: "send" })]), { host });
  expect(result).toMatchObject({
    status: "failed",
    error: { code: "HOST_FAILED", blockId: "send", cause: { name: "RangeError" } },
  });
});

test("stops with the message of the block that stops", async () => {
  const stop = aBlock("trunkline_stop_with_error", {
    id: "stop",
    values: { MESSAGE: aText("no") },
  });
  const { result } = await runWorkspace(aWorkspace([stop]));
  expect(result).toMatchObject({
    status: "failed",
    error: { code: "STOPPED_WITH_ERROR", message: "no", blockId: "stop" },
  });
});
