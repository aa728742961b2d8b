import type * as Blockly from "blockly";
import { expect, test } from "vitest";

import { runSaved } from "./flow-run.ts";
import { generateJavascript, runJavascript } from "./generated-javascript.ts";
import { savedJson, startType, withWorkspace } from "./headless-blockly.ts";

/** Builds with the library's own API, then runs both what it saves and what it generates. */
async function bothLogs(build: (workspace: Blockly.Workspace, start: Blockly.Block) => void) {
  const { saved, code } = withWorkspace((workspace) => {
    build(workspace, workspace.newBlock(startType));
    return { saved: savedJson(workspace), code: generateJavascript(workspace) };
  });
  const { log, result } = await runSaved(saved, 7);
  expect(result).toEqual({ status: "finished" });
  expect(log, code).toEqual(runJavascript(code, 7).log);
  return log;
}

function append(above: Blockly.Block, below: Blockly.Block): Blockly.Block {
  above.nextConnection?.connect(below.previousConnection as Blockly.Connection);
  return below;
}

function plug(block: Blockly.Block, input: string, value: Blockly.Block): Blockly.Block {
  block.getInput(input)?.connection?.connect(value.outputConnection as Blockly.Connection);
  return block;
}

function put(block: Blockly.Block, input: string, first: Blockly.Block): void {
  block.getInput(input)?.connection?.connect(first.previousConnection as Blockly.Connection);
}

function say(workspace: Blockly.Workspace, text: string): Blockly.Block {
  const value = workspace.newBlock("text");
  value.setFieldValue(text, "TEXT");
  return plug(workspace.newBlock("text_print"), "TEXT", value);
}

test("shadow blocks count until a block stands in their place", async () => {
  const log = await bothLogs((workspace, start) => {
    const covered = append(start, workspace.newBlock("text_print"));
    const shown = append(covered, workspace.newBlock("text_print"));
    for (const block of [covered, shown]) {
      block
        .getInput("TEXT")
        ?.connection?.setShadowState({ type: "text", fields: { TEXT: "shadow" } });
    }
    const value = workspace.newBlock("math_number");
    value.setFieldValue(42, "NUM");
    plug(covered, "TEXT", value);
  });
  expect(log).toEqual([42, "shadow"]);
});

test("disabled blocks are passed over, in stacks and as values", async () => {
  const log = await bothLogs((workspace, start) => {
    const off = append(start, say(workspace, "never"));
    off.setDisabledReason(true, "MANUALLY_DISABLED");
    const print = append(off, workspace.newBlock("text_print"));
    const value = workspace.newBlock("math_number");
    value.setDisabledReason(true, "MANUALLY_DISABLED");
    plug(print, "TEXT", value);
    append(print, say(workspace, "after"));
  });
  expect(log).toEqual(["", "after"]);
});

test("collapsed, commented, inlined and locked blocks run like others", async () => {
  const log = await bothLogs((workspace, start) => {
    const first = append(start, say(workspace, "folded"));
    first.setCollapsed(true);
    const second = append(first, say(workspace, "with a remark"));
    second.setCommentText("A remark\nof two lines");
    second.setInputsInline(true);
    second.setDeletable(false);
    second.setMovable(false);
  });
  expect(log).toEqual(["folded", "with a remark"]);
});

test("mutators' extra state gives blocks the inputs that they were drawn with", async () => {
  const log = await bothLogs((workspace, start) => {
    const condition = append(start, workspace.newBlock("controls_if"));
    condition.loadExtraState?.({ elseIfCount: 1, hasElse: true });
    put(condition, "DO0", say(workspace, "if"));
    put(condition, "DO1", say(workspace, "else if"));
    put(condition, "ELSE", say(workspace, "else"));
    const yes = workspace.newBlock("logic_boolean");
    plug(condition, "IF1", yes);
    const list = workspace.newBlock("lists_create_with");
    list.loadExtraState?.({ itemCount: 4 });
    plug(list, "ADD3", workspace.newBlock("math_number"));
    plug(append(condition, workspace.newBlock("text_print")), "TEXT", list);
  });
  expect(log).toEqual(["else if", [null, null, null, 0]]);
});

test("an item that is removed by a block in a stack is saved and run as one", async () => {
  const log = await bothLogs((workspace, start) => {
    const held = workspace.getVariableMap().createVariable("held");
    const variable = (type: string): Blockly.Block => {
      const block = workspace.newBlock(type);
      block.setFieldValue(held.getId(), "VAR");
      return block;
    };
    const text = workspace.newBlock("text");
    text.setFieldValue("abc", "TEXT");
    const split = plug(workspace.newBlock("lists_split"), "INPUT", text);
    const set = append(start, plug(variable("variables_set"), "VALUE", split));
    const remove = workspace.newBlock("lists_getIndex");
    remove.setFieldValue("REMOVE", "MODE");
    remove.setFieldValue("LAST", "WHERE");
    append(set, plug(remove, "VALUE", variable("variables_get")));
    const print = append(remove, workspace.newBlock("text_print"));
    plug(print, "TEXT", variable("variables_get"));
  });
  expect(log).toEqual([["a", "b"]]);
});
