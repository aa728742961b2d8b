import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { aBlock, aWorkspace, chain, variableField } from "../../testing/a-workspace.ts";
import type { FlowFile } from "../flow.ts";
import type { BlockJson, VariableJson } from "../workspace.ts";
import { diffFlows } from "./diff-flows.ts";

const text = (id: string, value: string) => aBlock("text", { id, fields: { TEXT: value } });
const print = (id: string, value: string) =>
  aBlock("text_print", { id, values: { TEXT: text(`${id}/text`, value) } });

function aFlow(
  stack: readonly BlockJson[],
  change: Partial<FlowFile> & {
    beside?: readonly BlockJson[];
    variables?: readonly VariableJson[];
  } = {},
): FlowFile {
  const { beside, variables, ...rest } = change;
  const workspace = aWorkspace(stack, beside, variables);
  return { name: "a", kind: "web-hook", settings: {}, workspace, ...rest };
}

const [a, b, c] = [print("a", "Hello"), print("b", "Good day"), print("c", "Bye")];

describe("tells in a sentence", () => {
  test("nothing of two flows that mean the same", () => {
    expect(diffFlows(aFlow([a, b, c]), aFlow([a, b, c]))).toEqual([]);
  });

  test("a text that changed", () => {
    expect(diffFlows(aFlow([a, b]), aFlow([a, print("b", "Good night")]))).toEqual([
      'block "text" (id b/text): TEXT was "Good day", is "Good night"',
    ]);
  });

  test("of long texts the place where they differ", () => {
    const [long, other] = [`${"x".repeat(300)} old`, `${"x".repeat(300)} new`];
    const [sentence] = diffFlows(aFlow([print("a", long)]), aFlow([print("a", other)]));
    expect(sentence).toMatch(/TEXT was …x+ old", is …x+ new"$/u);
    expect(sentence?.length).toBeLessThan(200);
  });

  test("kind and settings, part by part", () => {
    const before = aFlow([], { settings: { method: "POST", cors: { origins: ["https://a"] } } });
    const after = aFlow([], {
      kind: "page",
      settings: { cors: { origins: [] }, ratePerMinute: 5 },
    });
    expect(diffFlows(before, after)).toEqual([
      'kind was "web-hook", is "page"',
      'settings.cors.origins was ["https://a"], is []',
      'settings.method was "POST", is absent',
      "settings.ratePerMinute was absent, is 5",
    ]);
  });

  test("a block that came between two others, which have not moved for that", () => {
    expect(diffFlows(aFlow([a, c]), aFlow([a, b, c]))).toEqual([
      'block "text_print" (id b, near "Good day") is new, below block "text_print" (id a, near "Hello"), with 1 block in it',
    ]);
    expect(diffFlows(aFlow([a, b, c]), aFlow([a, c]))).toEqual([
      'block "text_print" (id b, near "Good day") is gone, with 1 block in it',
    ]);
  });

  test("the one block that changed its place", () => {
    expect(diffFlows(aFlow([a, b, c]), aFlow([c, a, b]))).toEqual([
      'block "text_print" (id c, near "Bye") moved: was below block "text_print" (id b, near "Good day"), is below block "trunkline_when_called" (id start)',
    ]);
  });

  test("blocks that were torn out of their stack", () => {
    const torn = chain([b, c])?.block ?? b;
    const sentences = diffFlows(aFlow([a, b, c]), aFlow([a], { beside: [torn] }));
    expect(sentences).toEqual([
      expect.stringMatching(/\(id b, .* moved: was below .*\(id a, .*, is at the top of a stack/u),
      expect.stringMatching(/\(id c, .* moved: was below .*\(id b, .*, is below .*\(id b, /u),
    ]);
  });

  test("blocks that an If was put around", () => {
    const around = aBlock("controls_if", { id: "if", stacks: { DO0: [b] } });
    expect(diffFlows(aFlow([a, b, c]), aFlow([a, around, c]))).toEqual([
      expect.stringMatching(/"controls_if" \(id if, .*\) is new, below .*\(id a, .*\)$/u),
      expect.stringMatching(/\(id b, .*\) moved: was below .*, is in DO0 of block "controls_if"/u),
    ]);
  });

  test("variables, by their names", () => {
    const set = (variable: string) =>
      aBlock("variables_set", { id: "set", fields: variableField(variable) });
    const before = aFlow([set("1")], { variables: [{ id: "1", name: "code" }] });
    const after = aFlow([set("2")], {
      variables: [
        { id: "1", name: "old code" },
        { id: "2", name: "new code" },
      ],
    });
    expect(diffFlows(before, after)).toEqual([
      'variable (id 1) was "code", is "old code"',
      'variable "new code" is new',
      'block "variables_set" (id set): VAR was the variable "code", is the variable "new code"',
    ]);
  });

  test("a type, a mutator and a block that was switched off", () => {
    const before = aBlock("text_join", { id: "x", extraState: { itemCount: 2 } });
    const after = aBlock("lists_create_with", {
      id: "x",
      extraState: { itemCount: 3 },
      disabledReasons: ["MANUALLY_DISABLED"],
    });
    expect(diffFlows(aFlow([before]), aFlow([after]))).toEqual([
      'block "lists_create_with" (id x): the type was "text_join", is "lists_create_with"; ' +
        'disabledReasons was absent, is ["MANUALLY_DISABLED"]; extraState.itemCount was 2, is 3',
    ]);
  });

  test("stacks that only lie elsewhere, all in one", () => {
    const at = (x: number) => ({ ...print("z", "Lonely"), x, y: 0 });
    expect(diffFlows(aFlow([], { beside: [at(0)] }), aFlow([], { beside: [at(50)] }))).toEqual([
      "1 stack lies elsewhere on the workspace",
    ]);
  });

  test("inputs that stand in another order", () => {
    const block = (...inputs: string[]) => ({
      ...print("a", "x"),
      inputs: Object.fromEntries(inputs.map((name) => [name, { block: text(name, "same") }])),
    });
    expect(diffFlows(aFlow([block("A", "B")]), aFlow([block("B", "A")]))).toEqual([
      "its parts stand in another order, and mean the same",
    ]);
  });
});

describe("copes with", () => {
  test("blocks without ids and ids that come twice", () => {
    const bare = (value: string) => ({ type: "text", fields: { TEXT: value } });
    const flow = (...values: string[]) =>
      aFlow([], { workspace: { blocks: { blocks: [...values.map(bare), bare("x"), a, a] } } });
    expect(diffFlows(flow("1", "2"), flow("1", "3"))).toEqual([
      'block "text" (id block 2): TEXT was "2", is "3"',
    ]);
  });

  test("what is no workspace", () => {
    expect(diffFlows(aFlow([]), aFlow([], { workspace: "<xml/>" }))).toEqual([
      expect.stringMatching(/^workspace was .*, is "<xml\/>"$/u),
    ]);
  });

  test("names that objects inherit", () => {
    const named = (value: number) =>
      JSON.parse(`{"__proto__": ${value}, "constructor": ${value}}`) as Record<string, unknown>;
    expect(diffFlows(aFlow([], { settings: named(1) }), aFlow([], { settings: named(2) }))).toEqual(
      ["settings.__proto__ was 1, is 2", "settings.constructor was 1, is 2"],
    );
  });

  test("twenty thousand blocks that are all new, in reasonable time", () => {
    const many = Array.from({ length: 1300 }, (_, number) => print(`p${number}`, `${number}`));
    const beside = Array.from({ length: 15_000 }, (_, number) => text(`t${number}`, "x"));
    const startedAt = performance.now();
    expect(diffFlows(aFlow([]), aFlow(many, { beside }))).toHaveLength(16_300);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test("anything at all: something is said whenever something differs", () => {
    const json = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(json, json, (before, after) => {
        const was = aFlow([], { workspace: { blocks: { blocks: [before] } } });
        const is = aFlow([], { workspace: { blocks: { blocks: [after] } } });
        expect(diffFlows(was, was)).toEqual([]);
        expect(Array.isArray(diffFlows(was, is))).toBe(true);
      }),
    );
  });
});
