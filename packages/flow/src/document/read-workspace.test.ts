import { expect, test } from "vitest";

import { pathOf } from "./block-place.ts";
import { workspaceLimits } from "./limits.ts";
import { readWorkspace } from "./read-workspace.ts";

const codes = (value: unknown) => readWorkspace(value).problems.map((problem) => problem.code);

function stackOf(length: number): object {
  let block: object = { type: "last" };
  for (let made = 1; made < length; made += 1) block = { type: "x", next: { block } };
  return block;
}

function nested(depth: number): object {
  let block: object = { type: "innermost" };
  for (let made = 1; made < depth; made += 1) block = { type: "x", inputs: { A: { block } } };
  return block;
}

const workspaceOf = (...blocks: unknown[]) => ({ blocks: { languageVersion: 0, blocks } });

test("reads a workspace as Blockly saves it, unknown names passed over", () => {
  const reading = readWorkspace({
    blocks: {
      languageVersion: 0,
      blocks: [
        {
          type: "controls_if",
          id: "a",
          x: 10,
          y: 20,
          icons: { comment: { text: "why" } },
          extraState: { elseIfCount: 1 },
          inputs: { IF0: { block: { type: "logic_boolean", id: "b", fields: { BOOL: "TRUE" } } } },
          next: { block: { type: "text_print", id: "c", inputs: {} } },
        },
      ],
    },
    variables: [{ name: "order", id: "v" }],
    workspaceComments: [],
  });
  expect(reading.problems).toEqual([]);
  expect(reading.places.map((place) => [place.block.id, pathOf(place)])).toEqual([
    ["a", "blocks[0]"],
    ["b", "blocks[0].inputs.IF0.block"],
    ["c", "blocks[0].next.block"],
  ]);
  expect(reading.workspace.variables).toEqual([{ id: "v", name: "order" }]);
});

test("takes an empty workspace for one", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ blocks: { blocks: [] } })).toEqual([]);
});

test.each([null, undefined, 3, "<xml></xml>", [], { nodes: [] }, { blocks: [] }, { blocks: 3 }])(
  "refuses what is not Blockly JSON: %j",
  (value) => {
    expect(codes(value)).toEqual(["WORKSPACE_NOT_BLOCKLY"]);
  },
);

test("names the place of every part that is not in Blockly's form, in one pass", () => {
  const reading = readWorkspace(
    workspaceOf(
      7,
      { type: "a", id: "a", inputs: [] },
      { type: "b", id: "b", fields: "text", inputs: { DATA: 3, TEXT: { block: { id: "c" } } } },
      { type: "d", id: "d", next: 1 },
      { type: "e", id: 5 },
    ),
  );
  expect(reading.problems.map((problem) => problem.path)).toEqual([
    "blocks[0]",
    "blocks[1].inputs",
    "blocks[2].fields",
    "blocks[2].inputs.DATA",
    "blocks[2].inputs.TEXT.block",
    "blocks[3].next",
    "blocks[4]",
  ]);
});

test("refuses 100,000 blocks, side by side, below each other or nested, before it reads them all", () => {
  const many = Array.from({ length: 100_000 }, () => ({ type: "x" }));
  expect(codes(workspaceOf(...many))).toEqual(["WORKSPACE_TOO_LARGE"]);
  const wide = { type: "x", id: "w", inputs: inputsOf(many) };
  expect(codes(workspaceOf(wide))).toEqual(["MUTATION_TOO_LARGE"]);
  expect(codes(workspaceOf(stackOf(100_000)))).toEqual(["WORKSPACE_TOO_DEEP"]);
  expect(codes(workspaceOf(nested(100_000)))).toEqual(["WORKSPACE_TOO_DEEP"]);
});

function inputsOf(blocks: readonly object[]): object {
  return Object.fromEntries(blocks.map((block, index) => [`A${index}`, { block }]));
}

test("takes the longest stack and the deepest nesting that are allowed", () => {
  expect(codes(workspaceOf(stackOf(workspaceLimits.depthMax)))).toEqual([]);
  expect(codes(workspaceOf(nested(workspaceLimits.nestingMax)))).toEqual([]);
});

test("refuses a mutator that asks for a million inputs", () => {
  expect(codes(workspaceOf({ type: "x", id: "a", extraState: { itemCount: 1e6 } }))).toEqual([
    "MUTATION_TOO_LARGE",
  ]);
});

test("reports an id that two blocks have, shadows included", () => {
  const reading = readWorkspace(
    workspaceOf(
      { type: "x", id: "a" },
      { type: "x", id: "b", inputs: { A: { shadow: { type: "y", id: "a" } } } },
    ),
  );
  expect(reading.problems).toMatchObject([
    { code: "BLOCK_ID_TWICE", blockId: "a", path: "blocks[1].inputs.A.shadow" },
  ]);
});

test("stops at a block that hangs inside itself", () => {
  const block: Record<string, unknown> = { type: "x", id: "a" };
  block["next"] = { block };
  expect(codes(workspaceOf(block))).toEqual(["BLOCK_IN_ITSELF"]);
  const inner: Record<string, unknown> = { type: "x", id: "b" };
  inner["inputs"] = { A: { block: inner } };
  expect(codes(workspaceOf(inner))).toEqual(["BLOCK_IN_ITSELF"]);
});

test("gives a block without an id one that comes out of its place", () => {
  const file = workspaceOf({
    type: "x",
    inputs: { DO: { block: { type: "y", next: { block: { type: "z" } } } } },
    next: { block: { type: "w", inputs: { A: { shadow: { type: "s" } } } } },
  });
  const ids = readWorkspace(file).places.map((place) => place.block.id);
  expect(ids).toEqual(["@0", "@0/DO", "@0/DO+1", "@0+1", "@0+1/A~"]);
});

test("knows a shadow that a block covers", () => {
  const reading = readWorkspace(
    workspaceOf({
      type: "x",
      id: "a",
      inputs: { A: { block: { type: "y", id: "b" }, shadow: { type: "z", id: "c" } } },
    }),
  );
  expect(reading.places.map((place) => [place.block.id, place.isShadow, place.isCovered])).toEqual([
    ["a", false, false],
    ["b", false, false],
    ["c", true, true],
  ]);
});

test("treats prototype names as names", () => {
  const file: unknown = JSON.parse(
    '{"blocks":{"blocks":[{"type":"constructor","id":"__proto__","fields":{"__proto__":"a"},"inputs":{"__proto__":{"block":{"type":"x","id":"toString"}}}}]},"variables":[{"id":"constructor","name":"__proto__"}]}',
  );
  const reading = readWorkspace(file);
  expect(reading.problems).toEqual([]);
  expect(reading.places.map((place) => place.block.id)).toEqual(["__proto__", "toString"]);
  expect(Object.keys(reading.workspace.blocks?.blocks[0]?.fields ?? {})).toEqual(["__proto__"]);
  expect(reading.variables.get("constructor")?.name).toBe("__proto__");
  expect(reading.variables.get("toString")).toBeUndefined();
});

test("reports variables that are not written as Blockly writes them", () => {
  const problems = readWorkspace({
    variables: [3, { id: "a" }, { id: "b", name: "n" }, { id: "b", name: "m" }],
  }).problems;
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
    ["WORKSPACE_MALFORMED", "variables[0]"],
    ["WORKSPACE_MALFORMED", "variables[1]"],
    ["VARIABLE_ID_TWICE", "variables[3]"],
  ]);
});

test("puts no text of the file into a problem", () => {
  const reading = readWorkspace(
    workspaceOf({ type: "x", id: "a", inputs: { "+15550001111": 3, ok: 4 } }),
  );
  expect(reading.problems.map((problem) => problem.path)).toEqual([
    "blocks[0].inputs.ok",
    "blocks[0].inputs[…]",
  ]);
});
