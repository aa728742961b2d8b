import { expect, test } from "vitest";

import type { FlowKind } from "../document/flow.ts";
import type { BlockJson, VariableJson } from "../document/workspace.ts";
import { aBlock, aWorkspace, variableField } from "../testing/a-workspace.ts";
import { aNumber, aText } from "../testing/some-blocks.ts";
import { checkFlow } from "./check-flow.ts";
import type { AppView } from "./problem.ts";

const app: AppView = {
  connections: [
    {
      name: "sms",
      service: "Twilio",
      commands: [
        { id: "sendMessage", title: "Send Message", runsIn: ["cloud"] },
        { id: "readMessage", title: "Read Message", runsIn: ["cloud"] },
      ],
    },
    {
      name: "shop",
      service: "API Call",
      commands: [
        { id: "call", title: "Call", runsIn: ["cloud", "page"] },
        { id: "render", title: "Render", runsIn: ["page"] },
      ],
    },
  ],
};

interface Flow {
  readonly stack?: readonly BlockJson[];
  readonly beside?: readonly BlockJson[];
  readonly variables?: readonly VariableJson[];
  readonly kind?: FlowKind;
  readonly app?: AppView;
}

function found(flow: Flow): (string | null)[][] {
  const workspace = aWorkspace(flow.stack ?? [], flow.beside, flow.variables);
  const problems = checkFlow({ kind: flow.kind ?? "web-hook", workspace }, flow.app ?? app);
  return problems.map(({ code, blockId }) => [code, blockId]);
}

function command(connection: BlockJson, id: BlockJson, stacks: Record<string, BlockJson[]> = {}) {
  return aBlock("trunkline_execute_connection_command", {
    id: "run",
    values: { CONNECTION: connection, COMMAND: id },
    stacks,
  });
}

const log = (value: BlockJson, id = "log") =>
  aBlock("trunkline_log", { id, values: { VALUE: value } });

test("finds nothing in a flow that is right", () => {
  const data = aBlock("trunkline_get_property", {
    values: { OBJECT: aBlock("trunkline_connection_data"), NAME: aText("sid") },
  });
  const send = command(aText("sms"), aText("sendMessage"), {
    SUCCESS: [log(data)],
    FAIL: [log(aBlock("trunkline_connection_error"), "log2")],
  });
  expect(found({ stack: [send] })).toEqual([]);
});

test("finds connections and commands that do not exist, and says which were meant", () => {
  const workspace = aWorkspace([
    { ...command(aText("smms"), aText("sendMessage")), id: "a" },
    { ...command(aText("sms"), aText("sendMesage")), id: "b" },
    { ...command(aText(""), aText("x")), id: "c" },
    { ...command(aText("sms"), aText("")), id: "d" },
  ]);
  const problems = checkFlow({ kind: "web-hook", workspace }, app);
  expect(problems.map(({ code, blockId, hint }) => [code, blockId, hint])).toEqual([
    ["CONNECTION_UNKNOWN", "a", 'Did you mean "sms"?'],
    ["COMMAND_UNKNOWN", "b", 'Did you mean "sendMessage"?'],
    ["CONNECTION_UNKNOWN", "c", 'It has "sms", "shop".'],
    ["COMMAND_UNKNOWN", "d", 'It has "sendMessage", "readMessage".'],
  ]);
});

test("reads literals through shadows and through the pickers", () => {
  const picked = (name: string) =>
    aBlock("trunkline_connection_name", { fields: { CONNECTION: name } });
  const id = aBlock("trunkline_command_name", { fields: { COMMAND: "nothing" } });
  const shadowed: BlockJson = {
    type: "trunkline_execute_connection_command",
    id: "s",
    inputs: { CONNECTION: { shadow: aText("nobody") }, COMMAND: { shadow: aText("x") } },
  };
  expect(found({ stack: [command(picked("sms"), id), shadowed, log(picked("none"))] })).toEqual([
    ["COMMAND_UNKNOWN", "run"],
    ["CONNECTION_UNKNOWN", "s"],
    ["CONNECTION_UNKNOWN", expect.stringContaining("trunkline_connection_name")],
  ]);
});

test("leaves computed connections and commands of a Cloud Flow to the run", () => {
  const computed = () => aBlock("trunkline_request_body");
  expect(found({ stack: [command(computed(), computed())] })).toEqual([]);
});

test("checks no names where the app's connections are not known", () => {
  const stack = [command(aText("any"), aText("thing"))];
  expect(found({ stack, app: { connections: null } })).toEqual([]);
});

test("refuses commands that may not run in this kind of flow, on the block", () => {
  const beside = [command(aText("sms"), aText("sendMessage"))];
  expect(found({ beside, kind: "page" })).toContainEqual(["COMMAND_NOT_ON_PAGES", "run"]);
  const onPage = [command(aText("shop"), aText("call"))];
  expect(found({ beside: onPage, kind: "page" }).map(([code]) => code)).toEqual([
    "START_BLOCK_WRONG",
    "STACK_WITHOUT_START",
  ]);
  expect(found({ stack: [command(aText("shop"), aText("render"))] })).toEqual([
    ["COMMAND_NOT_IN_CLOUD", "run"],
  ]);
});

test("requires literal connections and commands in a Page Flow", () => {
  const computed = () => aBlock("text_join", { extraState: { itemCount: 0 } });
  const codes = found({ beside: [command(computed(), computed())], kind: "page" });
  expect(codes).toContainEqual(["CONNECTION_NOT_LITERAL", "run"]);
  expect(codes).toContainEqual(["COMMAND_NOT_LITERAL", "run"]);
});

test("finds required inputs that are empty or switched off", () => {
  const off = aBlock("text", { fields: { TEXT: "sms" }, disabledReasons: ["MANUALLY_DISABLED"] });
  expect(found({ stack: [aBlock("trunkline_execute_connection_command", { id: "a" })] })).toEqual([
    ["INPUT_MISSING", "a"],
    ["INPUT_MISSING", "a"],
  ]);
  expect(found({ stack: [command(off, aText("sendMessage"))] })).toEqual([
    ["INPUT_MISSING", "run"],
  ]);
});

test("knows where Connection Data and Connection Error may stand", () => {
  const data = () => aBlock("trunkline_connection_data", { id: "data" });
  const error = () => aBlock("trunkline_connection_error", { id: "error" });
  const inner = aBlock("controls_if", { stacks: { DO0: [log(data())] } });
  const names = [aText("sms"), aText("sendMessage")] as const;
  expect(found({ stack: [command(...names, { SUCCESS: [inner] })] })).toEqual([]);
  expect(found({ stack: [command(...names, { FAIL: [log(data())] })] })).toEqual([
    ["CONNECTION_DATA_OUTSIDE", "data"],
  ]);
  expect(found({ stack: [command(...names, { SUCCESS: [log(error())] })] })).toEqual([
    ["CONNECTION_ERROR_OUTSIDE", "error"],
  ]);
  expect(found({ stack: [command(...names), log(data())] })).toEqual([
    ["CONNECTION_DATA_OUTSIDE", "data"],
  ]);
});

test("finds missing, foreign and second start blocks, and stacks that nothing starts", () => {
  const start = (type: string, id: string): BlockJson => ({ type, id });
  const called = start("trunkline_when_called", "second");
  const started = start("trunkline_when_started", "foreign");
  expect(found({ beside: [called] })).toEqual([["START_BLOCK_TWICE", "second"]]);
  expect(found({ beside: [started] })).toEqual([["START_BLOCK_WRONG", "foreign"]]);
  expect(found({ beside: [log(aText("a"))] })).toEqual([["STACK_WITHOUT_START", "log"]]);
  expect(found({ kind: "background-task" })).toEqual([["START_BLOCK_WRONG", "start"]]);
  expect(checkFlow({ kind: "web-hook", workspace: {} }, app)).toMatchObject([
    { code: "START_BLOCK_MISSING", severity: "error", blockId: null, path: "" },
  ]);
});

test("passes over what is switched off, with what hangs in it, but not what hangs below it", () => {
  const reasons = ["MANUALLY_DISABLED"];
  const off = aBlock("no_such_block", {
    values: { A: aBlock("neither_this") },
    disabledReasons: reasons,
  });
  const on = aBlock("nor_that", { id: "on" });
  expect(found({ stack: [off, on] })).toEqual([["BLOCK_UNKNOWN", "on"]]);
  expect(found({ beside: [{ ...off, id: "loose" }] })).toEqual([]);
});

test("names the block that a misspelled type stands for", () => {
  const workspace = aWorkspace([aBlock("trunkline_send_respons", { id: "a" })]);
  expect(checkFlow({ kind: "web-hook", workspace }, app)).toMatchObject([
    { code: "BLOCK_UNKNOWN", hint: 'Did you mean "trunkline_send_response"?' },
  ]);
});

test("refuses prompts and blocks of other kinds of flow", () => {
  const body = aBlock("trunkline_request_body", { id: "body" });
  const prompt = aBlock("text_prompt_ext", { id: "prompt", values: { TEXT: aText("?") } });
  expect(found({ stack: [log(prompt)] })).toEqual([["BLOCK_NOT_SUPPORTED", "prompt"]]);
  expect(found({ beside: [log(body)], kind: "background-task" })).toContainEqual([
    "BLOCK_NOT_IN_THIS_KIND",
    "body",
  ]);
});

test("finds fields out of their options, numbers that are none, unknown variables", () => {
  const compare = aBlock("logic_compare", { id: "op", fields: { OP: "ALMOST" } });
  const number = aBlock("math_number", { id: "num", fields: { NUM: "seven" } });
  const get = aBlock("variables_get", { id: "get", fields: variableField("nobody") });
  expect(found({ stack: [log(compare), log(number, "b"), log(get, "c")] })).toEqual([
    ["FIELD_OUT_OF_OPTIONS", "op"],
    ["FIELD_NOT_A_NUMBER", "num"],
    ["VARIABLE_UNKNOWN", "get"],
  ]);
});

test("finds misspelled inputs and fields of our blocks", () => {
  const workspace = aWorkspace([
    aBlock("trunkline_log", { id: "log", values: { VALEU: aText("a") } }),
    log(aBlock("trunkline_connection_name", { id: "c", fields: { CONECTION: "sms" } }), "x"),
  ]);
  const problems = checkFlow({ kind: "web-hook", workspace }, app);
  const byCode = new Map(problems.map((problem) => [problem.code, problem]));
  expect(byCode.get("INPUT_UNKNOWN")).toMatchObject({
    hint: 'Did you mean "VALUE"?',
    path: "blocks[0].next.block.inputs.VALEU",
  });
  expect(byCode.get("FIELD_UNKNOWN")?.hint).toBe('Did you mean "CONNECTION"?');
});

test("finds values where statements belong, statements where values belong, and wrong types", () => {
  const inValue = log(log(aText("a"), "inner"), "outer");
  expect(found({ stack: [inValue] })).toEqual([["INPUT_KIND_WRONG", "inner"]]);
  const inStack = aBlock("controls_if", { stacks: { DO0: [aText("a")] } });
  expect(found({ stack: [inStack] }).map(([code]) => code)).toEqual(["INPUT_KIND_WRONG"]);
  const number: BlockJson = { ...aNumber(1), id: "n" };
  expect(found({ stack: [command(number, aText("a"))] })).toEqual([["VALUE_TYPE_WRONG", "n"]]);
  const below: BlockJson = { type: "trunkline_when_called", id: "nested" };
  expect(found({ stack: [below] })).toContainEqual(["INPUT_KIND_WRONG", "nested"]);
});

test("finds what stands below the end of a stack", () => {
  const stop = aBlock("trunkline_stop_with_error", { values: { MESSAGE: aText("no") } });
  expect(found({ stack: [stop, log(aText("a"))] })).toEqual([["BLOCK_UNREACHABLE", "log"]]);
});

test("finds break and return where there is nothing to leave", () => {
  const leave = aBlock("controls_flow_statements", { id: "break", fields: { FLOW: "BREAK" } });
  const loop = aBlock("controls_whileUntil", { stacks: { DO: [leave] } });
  const back = aBlock("procedures_ifreturn", { id: "return" });
  expect(found({ stack: [loop] })).toEqual([]);
  expect(found({ stack: [back, leave] })).toEqual([
    ["RETURN_OUTSIDE", "return"],
    ["LOOP_EXIT_OUTSIDE", "break"],
  ]);
});

function define(name: string, parameters: string[], stack: BlockJson[] = [], returns = false) {
  return aBlock(returns ? "procedures_defreturn" : "procedures_defnoreturn", {
    id: `def-${name}`,
    fields: { NAME: name },
    stacks: { STACK: stack },
    ...(parameters.length === 0
      ? {}
      : {
          extraState: {
            params: parameters.map((parameter) => ({ name: parameter, id: `p-${parameter}` })),
          },
        }),
  });
}

function call(name: string, params: string[], type = "procedures_callnoreturn") {
  return aBlock(type, { id: `call-${name}`, extraState: { name, params } });
}

test("finds calls that no function answers, and functions that nobody calls", () => {
  expect(found({ stack: [call("greet", [])] })).toEqual([["FUNCTION_UNKNOWN", "call-greet"]]);
  expect(found({ beside: [define("greet", [])] })).toEqual([["FUNCTION_UNUSED", "def-greet"]]);
  const itself = define("again", [], [call("again", [])]);
  expect(found({ beside: [itself] })).toEqual([["FUNCTION_UNUSED", "def-again"]]);
  const through = [define("outer", [], [call("inner", [])]), define("inner", [])];
  expect(found({ stack: [call("Outer", [])], beside: through })).toEqual([]);
});

test("finds parameters that do not fit, values that do not come, names given twice", () => {
  const greet = define(
    "greet",
    ["name"],
    [log(aBlock("variables_get", { fields: variableField("p-name") }))],
  );
  expect(found({ stack: [call("greet", ["name"])], beside: [greet] })).toEqual([]);
  expect(found({ stack: [call("greet", [])], beside: [greet] })).toEqual([
    ["FUNCTION_PARAMETERS_WRONG", "call-greet"],
  ]);
  const asValue = log(call("greet", ["name"], "procedures_callreturn"), "value");
  expect(found({ stack: [asValue], beside: [greet] })).toEqual([
    ["FUNCTION_GIVES_NOTHING", "call-greet"],
  ]);
  const two = [greet, { ...define("GREET", []), id: "two" }];
  expect(found({ stack: [call("greet", ["name"])], beside: two })).toEqual([
    ["FUNCTION_TWICE", "two"],
  ]);
});

test("finds a path that cannot be read", () => {
  const get = aBlock("trunkline_get_at_path", {
    id: "get",
    values: { OBJECT: aBlock("trunkline_request_body"), PATH: aText("order..sku") },
  });
  expect(found({ stack: [log(get)] })).toEqual([["PATH_NOT_READABLE", "get"]]);
});

test("lists every problem of a flow in one pass, each with its path", () => {
  const workspace = aWorkspace([
    command(aText("nobody"), aText("x"), {
      SUCCESS: [log(aBlock("trunkline_connection_error", { id: "error" }))],
    }),
    aBlock("no_such_block", { id: "unknown" }),
  ]);
  const problems = checkFlow({ kind: "web-hook", workspace }, app);
  expect(problems.map(({ code, path }) => [code, path])).toEqual([
    ["CONNECTION_UNKNOWN", "blocks[0].next.block.inputs.CONNECTION"],
    ["CONNECTION_ERROR_OUTSIDE", "blocks[0].next.block.inputs.SUCCESS.block.inputs.VALUE.block"],
    ["BLOCK_UNKNOWN", "blocks[0].next.block.next.block.type"],
  ]);
});

test("repeats no text of the flow but names", () => {
  const secret = "+15550001111 please";
  const workspace = {
    blocks: {
      blocks: [
        { type: secret, id: "a", inputs: { [secret]: { block: { type: secret, id: "b" } } } },
        command(aText(secret), aText(secret)),
        { ...call(secret, [secret]), id: "f" },
        { ...define(secret, [secret]), id: "g" },
        aBlock("logic_compare", { id: "c", fields: { OP: secret, [secret]: secret } }),
        aBlock("trunkline_log", { id: "d", fields: { [secret]: secret } }),
        aBlock("trunkline_log", { id: "e", values: { [secret]: aText(secret) } }),
      ],
    },
  };
  const problems = checkFlow({ kind: "web-hook", workspace }, app);
  expect(problems.length).toBeGreaterThan(5);
  expect(JSON.stringify(problems)).not.toContain("5550001111");
});

test("lists a thousand problems at most, and says how many it left out", () => {
  const blocks = Array.from({ length: 5_000 }, (_, index) => ({
    type: "nothing",
    id: `b${index}`,
  }));
  const problems = checkFlow({ kind: "web-hook", workspace: { blocks: { blocks } } }, app);
  expect(problems).toHaveLength(1_001);
  expect(problems.at(-1)).toMatchObject({ code: "PROBLEMS_LEFT_OUT", severity: "error" });
});
