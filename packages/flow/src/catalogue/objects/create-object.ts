import type { BlockJson } from "../../document/workspace.ts";
import { emptyObject } from "../../run/copy-value.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import type { BlockFault } from "../define-block.ts";
import { inputOfKey, keysOf } from "./object-keys-state.ts";
import { setProperty } from "./object-value.ts";

/** Create Object: one value input for each name that its mutator keeps. */
export const createObject = defineBlock({
  type: "trunkline_object",
  category: "objects",
  shape: "output",
  tooltip: "Makes an object out of named values.",
  lines: ["create object"],
  gives: ["object"],
  dynamicInputs: (block) => ({
    inputs: Object.fromEntries((keysOf(block) ?? []).map((_, index) => [inputOfKey(index), {}])),
  }),
  check: checkKeys,
  behaviour: computes(({ block }) => {
    const keys = keysOf(block) ?? [];
    return (_, ...values) => {
      const object = emptyObject();
      for (const [index, key] of keys.entries()) setProperty(object, key, values[index] ?? null);
      return object;
    };
  }),
});

function checkKeys(block: BlockJson): readonly BlockFault[] {
  const keys = keysOf(block);
  if (keys === null) {
    return [fault("The names of the object's properties are not a list of texts.", "extraState")];
  }
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  return twice === -1
    ? []
    : [fault("Two properties of the object have the same name.", `extraState.keys[${twice}]`)];
}

function fault(message: string, path: string): BlockFault {
  return {
    code: "MUTATION_MALFORMED",
    severity: "error",
    message,
    hint: 'Name every property once: "extraState": { "keys": ["to", "msg"] }.',
    path,
  };
}
