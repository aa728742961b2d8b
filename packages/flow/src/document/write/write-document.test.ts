import { readdirSync, readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { aBlock, aWorkspace } from "../../testing/a-workspace.ts";
import { compactDocument, writeDocument } from "./write-document.ts";

const parse = (text: string): unknown => JSON.parse(text);

/** JSON with the names and texts that trip programs up. */
const anyJson = fc.jsonValue({ maxDepth: 6, stringUnit: "binary" });
const oddNames = ["__proto__", "constructor", "block", "next", "10", "2", "\u2028", "\ud800", ""];
const oddJson = fc
  .dictionary(fc.constantFrom(...oddNames), fc.oneof(anyJson, fc.double(), fc.maxSafeInteger()))
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test("is read as what was written, and written again as the same text", () => {
  fc.assert(
    fc.property(fc.oneof(anyJson, oddJson), (value) => {
      const text = writeDocument({ name: "a", workspace: value, settings: value });
      expect(parse(text)).toEqual(
        parse(JSON.stringify({ name: "a", workspace: value, settings: value })),
      );
      expect(writeDocument(parse(text))).toBe(text);
      const compact = compactDocument(parse(text));
      expect(writeDocument(parse(compact))).toBe(text);
    }),
  );
});

test("keeps a key named __proto__, and numbers that JavaScript rounds or has no text for", () => {
  const file =
    '{"settings": {"__proto__": {"a": 1}}, "workspace": [1e400, -1e400, -0, 12345678901234567890, 1e-400]}';
  const text = writeDocument(parse(file));
  expect(text).toContain('"__proto__": {\n      "a": 1');
  expect(parse(text)).toStrictEqual(parse(file));
  expect(writeDocument(parse(text))).toBe(text);
});

test("writes equal settings equally, in whatever order they were made", () => {
  const one = writeDocument({ workspace: {}, settings: { b: { d: 1, c: [] }, a: {} }, name: "x" });
  const other = writeDocument({
    name: "x",
    settings: { a: {}, b: { c: [], d: 1 } },
    workspace: {},
  });
  expect(one).toBe(other);
  expect(one.split("\n").slice(0, 3)).toEqual(["{", '  "name": "x",', '  "settings": {']);
});

test("keeps the order of inputs and of what nobody here knows", () => {
  const block = {
    type: "controls_if",
    id: "i",
    inputs: { IF0: {}, DO0: {} },
    data: { b: 1, a: 2 },
  };
  const text = writeDocument({ workspace: { blocks: { blocks: [block] } } });
  expect(text.indexOf("IF0")).toBeLessThan(text.indexOf("DO0"));
  expect(text.indexOf('"b"')).toBeLessThan(text.indexOf('"a"'));
});

function stackOf(count: number) {
  const ids = Array.from({ length: count }, (_, number) => `b${number}`);
  return ids.map((id) => aBlock("text_print", { id, fields: { TEXT: id } }));
}

test("a block put into a stack adds its own lines and moves no other", () => {
  const [first, ...rest] = stackOf(40);
  const put = aBlock("text_print", { id: "new" });
  const lines = (stack: readonly (typeof put)[]) =>
    writeDocument({ workspace: aWorkspace(stack) }).split("\n");
  const before = lines([first ?? put, ...rest]);
  const after = lines([first ?? put, put, ...rest]);
  const known = new Set(before);
  const added = after.filter((line) => !known.has(line));
  expect(added).toEqual([expect.stringContaining('"id": "new"')]);
  expect(after.length - before.length).toBeLessThanOrEqual(6);
});

test("writes what is nested deeper than calls can go", () => {
  const depth = 6000;
  const text = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  expect(writeDocument(parse(text)).replaceAll(/\s/gu, "")).toBe(text);
  expect(compactDocument(parse(text))).toBe(text);
});

test("the tallest stack stays a file of reasonable size", () => {
  expect(writeDocument({ workspace: aWorkspace(stackOf(1400)) }).length).toBeLessThan(400_000);
});

const examples = new URL("../../run/examples/", import.meta.url);
const files = readdirSync(examples).filter((name) => /^[^.]+\.json$/u.test(name));

test.each(files)("the flow of %s means the same after it was written", (name) => {
  const { flow } = parse(readFileSync(new URL(name, examples), "utf8")) as { flow: unknown };
  const text = writeDocument(flow);
  expect(parse(text)).toEqual(flow);
  expect(writeDocument(parse(text))).toBe(text);
});
