import { expect, test } from "vitest";

import { aValue } from "../../testing/a-value.ts";
import { aBlock, aWorkspace, variableField } from "../../testing/a-workspace.ts";
import { runWorkspace, valueOf } from "../../testing/run-workspace.ts";
import { aNumber, aText } from "../../testing/some-blocks.ts";

const object = { id: "o", name: "object" };
const theObject = () => aBlock("variables_get", { fields: variableField("o") });

test("makes an object out of the names that the mutator keeps", async () => {
  const block = aBlock("trunkline_object", {
    extraState: { keys: ["to", "__proto__", "empty"] },
    values: { VALUE0: aText("a"), VALUE1: aNumber(2) },
  });
  const made = await valueOf(block);
  expect(JSON.stringify(made)).toBe('{"to":"a","__proto__":2,"empty":null}');
});

test("changes, looks at and deletes properties of an object, whatever their names are", async () => {
  for (const name of ["plain", "__proto__", "constructor", "toString"]) {
    const { logged, result } = await runWorkspace(
      aWorkspace(
        [
          aBlock("variables_set", { fields: variableField("o"), values: { VALUE: aValue({}) } }),
          log("trunkline_has_property", name),
          aBlock("trunkline_set_property", {
            values: { OBJECT: theObject(), NAME: aText(name), VALUE: aNumber(1) },
          }),
          log("trunkline_has_property", name),
          log("trunkline_get_property", name),
          aBlock("trunkline_delete_property", {
            values: { OBJECT: theObject(), NAME: aText(name) },
          }),
          log("trunkline_get_property", name),
          aBlock("trunkline_log", {
            values: { VALUE: aBlock("trunkline_object_keys", { values: { OBJECT: theObject() } }) },
          }),
        ],
        [],
        [object],
      ),
    );
    expect(result).toEqual({ status: "finished" });
    expect(logged).toEqual([false, true, 1, null, []]);
  }
});

function log(type: string, name: string) {
  const look = aBlock(type, { values: { OBJECT: theObject(), NAME: aText(name) } });
  return aBlock("trunkline_log", { values: { VALUE: look } });
}

test("gets null from what is no object", async () => {
  const get = aBlock("trunkline_get_property", {
    values: { OBJECT: aText("text"), NAME: aText("length") },
  });
  expect(await valueOf(get)).toBeNull();
});

test("ends the run when a property of something else is set", async () => {
  const set = aBlock("trunkline_set_property", {
    id: "set",
    values: { OBJECT: aText("text"), NAME: aText("a"), VALUE: aNumber(1) },
  });
  const { result } = await runWorkspace(aWorkspace([set]));
  expect(result).toMatchObject({
    status: "failed",
    error: { code: "VALUE_INVALID", blockId: "set" },
  });
});

test("gets a value at a path, and ends the run at a path that cannot be read", async () => {
  const get = (path: string) =>
    aBlock("trunkline_get_at_path", {
      values: { OBJECT: aValue({ order: { items: [{ sku: "A-1" }] } }), PATH: aText(path) },
    });
  expect(await valueOf(get("order.items[0].sku"))).toBe("A-1");
  expect(await valueOf(get("order.items[1].sku"))).toBeNull();
  await expect(valueOf(get("order..items"))).rejects.toThrow("VALUE_INVALID");
});
