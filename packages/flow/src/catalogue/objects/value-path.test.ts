import fc from "fast-check";
import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import { parsePath, valueAtPath } from "./value-path.ts";

const order: Value = {
  items: [{ sku: "A-1" }, { sku: "B-2" }],
  "a b": { "c.d": 1, 'quo"te': 2 },
  "0": "zero",
};

function at(path: string): Value | undefined {
  const parts = parsePath(path);
  return parts === null ? undefined : valueAtPath({ order }, parts);
}

test.each<[string, Value]>([
  ["order.items[0].sku", "A-1"],
  ["order.items[-1].sku", "B-2"],
  ["order.items[2].sku", null],
  ["order.items[-3]", null],
  ['order["a b"]["c.d"]', 1],
  ["order['a b']['c.d']", 1],
  [String.raw`order["a b"]["quo\"te"]`, 2],
  ["order.a b['c.d']", 1],
  ["order[0]", "zero"],
  ["order.0", "zero"],
  ["order.nothing.here[0]", null],
  ["order.items.length", null],
  ["order.constructor", null],
  ["order.__proto__", null],
  ['["order"].items[0]["sku"]', "A-1"],
])("finds %s", (path, expected) => {
  expect(at(path)).toEqual(expected);
});

test.each([
  ".a",
  "a.",
  "a..b",
  "a[",
  "a[]",
  "a[x]",
  "a]b",
  'a["b]',
  "a{b",
  " a",
  "a[1.5]",
  "a[0]b",
])("cannot read %j", (path) => {
  expect(parsePath(path)).toBeNull();
});

test("takes an empty path for the whole value", () => {
  expect(at("")).toEqual({ order });
});

test("reads every name back from its quoted form", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const quoted = name.replaceAll(/["\\]/gu, String.raw`\$&`);
      expect(parsePath(`["${quoted}"]`)).toEqual(
        /[\r\n\u2028\u2029]/u.test(quoted) ? parsePath(`["${quoted}"]`) : [name],
      );
    }),
  );
});
