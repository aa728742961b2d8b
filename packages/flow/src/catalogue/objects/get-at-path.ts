import type { BlockJson } from "../../document/workspace.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import type { BlockFault } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";
import { literalText } from "../pickers/literal-text.ts";
import { requireName } from "./object-value.ts";
import { parsePath, valueAtPath } from "./value-path.ts";

const hint = 'A path looks like order.items[0].sku, items[-1] or ["a name.with dots"].';

/** Get Value At Path: null where any part of the way is missing. */
export const getAtPath = defineBlock({
  type: "trunkline_get_at_path",
  category: "objects",
  shape: "output",
  tooltip: `The value at a path inside an object or a list; null where there is none. ${hint}`,
  lines: ["in %OBJECT get value at %PATH"],
  inputs: { OBJECT: { required: true }, PATH: { accepts: ["text"], required: true } },
  check: checkPath,
  behaviour: computes(() => {
    let last = { text: "", path: parsePath("") };
    return (_, value = null, pathText = null) => {
      const text = requireName(pathText);
      if (text !== last.text) last = { text, path: parsePath(text) };
      if (last.path === null) throw invalidValue("The path cannot be read.", hint);
      return valueAtPath(value, last.path);
    };
  }),
});

function checkPath(block: BlockJson): readonly BlockFault[] {
  const path = literalText(block, "PATH");
  if (path === null || parsePath(path) !== null) return [];
  const message = "The path cannot be read.";
  return [{ code: "PATH_NOT_READABLE", severity: "error", message, hint, path: "inputs.PATH" }];
}
