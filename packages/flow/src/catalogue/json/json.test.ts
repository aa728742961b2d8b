import fc from "fast-check";
import { expect, test } from "vitest";

import type { Value } from "../../document/values.ts";
import { aValue } from "../../testing/a-value.ts";
import { aBlock, aWorkspace, variableField } from "../../testing/a-workspace.ts";
import { runWorkspace, valueOf } from "../../testing/run-workspace.ts";
import { aNumber, aText } from "../../testing/some-blocks.ts";

const object = { id: "o", name: "object" };
const theObject = () => aBlock("variables_get", { fields: variableField("o") });
const written = (value: Value) =>
  valueOf(aBlock("trunkline_write_json", { values: { VALUE: aValue(value) } }));
const parsed = (text: string) =>
  valueOf(aBlock("trunkline_parse_json", { values: { TEXT: aText(text) } }));

test("writes and parses every JSON value as JavaScript does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ depthSize: "small" }), async (value) => {
      const text = JSON.stringify(value);
      expect(await written(JSON.parse(text) as Value)).toBe(text);
      expect(JSON.stringify(await parsed(text))).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test("takes prototype names in JSON for names", async () => {
  const value = await parsed('{"__proto__":{"admin":true},"constructor":1}');
  expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(value)).toBeNull();
});

test.each(["", "{", "undefined", "{'a':1}", "NaN"])("ends the run at %j", async (text) => {
  await expect(parsed(text)).rejects.toThrow("VALUE_INVALID");
});

test("refuses JSON that is nested without measure, without exhausting the stack", async () => {
  await expect(parsed("[".repeat(100_000) + "]".repeat(100_000))).rejects.toThrow("VALUE_TOO_DEEP");
});

test("ends the run when an object that holds itself is written", async () => {
  const { result } = await runWorkspace(
    aWorkspace(
      [
        aBlock("variables_set", { fields: variableField("o"), values: { VALUE: aValue({}) } }),
        aBlock("trunkline_set_property", {
          values: { OBJECT: theObject(), NAME: aText("self"), VALUE: theObject() },
        }),
        aBlock("trunkline_log", {
          values: { VALUE: aBlock("trunkline_write_json", { values: { VALUE: theObject() } }) },
        }),
      ],
      [],
      [object],
    ),
  );
  expect(result).toMatchObject({ status: "failed", error: { code: "VALUE_TOO_DEEP" } });
});

test("ends the run when parts shared again and again would make an endless text", async () => {
  const double = aBlock("variables_set", {
    fields: variableField("o"),
    values: {
      VALUE: aBlock("trunkline_object", {
        extraState: { keys: ["a", "b"] },
        values: { VALUE0: theObject(), VALUE1: theObject() },
      }),
    },
  });
  const doubled = Array.from({ length: 40 }, (_, index) => ({ ...double, id: `double-${index}` }));
  const write = aBlock("trunkline_write_json", { values: { VALUE: theObject() } });
  const { result } = await runWorkspace(
    aWorkspace([...doubled, aBlock("trunkline_log", { values: { VALUE: write } })], [], [object]),
  );
  expect(result).toMatchObject({ status: "failed", error: { code: "TEXT_LIMIT" } });
});

test("writes what is no JSON number as null", async () => {
  const block = aBlock("trunkline_write_json", { values: { VALUE: aNumber(Infinity) } });
  expect(await valueOf(block)).toBe("null");
});
