import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import { aValue } from "../../testing/a-value.ts";
import { aBlock } from "../../testing/a-workspace.ts";
import { valueOf } from "../../testing/run-workspace.ts";
import { aText } from "../../testing/some-blocks.ts";

const values: Value = {
  name: "Ada",
  order: { id: 7, items: [{ sku: "A-1" }], note: null, paid: true },
  "first name": "A.",
};

const filled = (template: string, from: Value = values) =>
  valueOf(
    aBlock("trunkline_fill_text", { values: { TEMPLATE: aText(template), VALUES: aValue(from) } }),
  );

test.each([
  ["Hello {name}!", "Hello Ada!"],
  ["{ name } {first name}", "Ada A."],
  ["{order.id}: {order.items[0].sku}, {order.paid}", "7: A-1, true"],
  ["{order.items[-1]}", '{"sku":"A-1"}'],
  ['{["first name"]}', "A."],
  ["no{missing}thing{order.note}", "nothing"],
  ["{constructor}{__proto__}", ""],
  ["{{name}}", "{name}"],
  ["{{{name}}}", "{Ada}"],
  ["a { b } c", "a  c"],
  ["{", "{"],
  ["}", "}"],
  ["{}", "{}"],
  ['{"a": 1}', '{"a": 1}'],
  ["", ""],
])("fills %j", async (template, expected) => {
  expect(await filled(template)).toBe(expected);
});

test("fills a value's own braces in as they are", async () => {
  expect(await filled("{a}", { a: "{b}", b: "no" })).toBe("{b}");
});

test("fills nothing in where the values are no object", async () => {
  expect(await filled("a{name}b", null)).toBe("ab");
});
