import type { Value } from "../../document/values.ts";
import { performs } from "../behaviour.ts";
import { defineBlock, type BlockDeclaration, type ValueInput } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";

const key: ValueInput = { accepts: ["text"], required: true };
const seconds: ValueInput = { accepts: ["number"] };
const any: ValueInput = { required: true };

const keepValue = defineBlock({
  type: "trunkline_keep_value",
  category: "kept-values",
  shape: "regular",
  tooltip: "Keeps a value under a key, for all runs of the app; for some seconds, or for good.",
  lines: ["keep %VALUE as %KEY for seconds %SECONDS"],
  inputs: { KEY: key, VALUE: any, SECONDS: seconds },
  behaviour: performs(() => (_tools, keyValue = null, value = null, forSeconds = null) => ({
    kind: "keep-value",
    key: keyOf(keyValue),
    value,
    seconds: secondsOf(forSeconds),
  })),
});

const keepValueIfAbsent = defineBlock({
  type: "trunkline_keep_value_if_absent",
  category: "kept-values",
  shape: "output",
  tooltip: "Keeps a value if there is none under the key. Gives true if it was kept.",
  lines: ["keep if absent %VALUE as %KEY for seconds %SECONDS"],
  inputs: { KEY: key, VALUE: any, SECONDS: seconds },
  gives: ["boolean"],
  behaviour: performs(() => (_tools, keyValue = null, value = null, forSeconds = null) => ({
    kind: "keep-value-if-absent",
    key: keyOf(keyValue),
    value,
    seconds: secondsOf(forSeconds),
  })),
});

const keptValue = defineBlock({
  type: "trunkline_kept_value",
  category: "kept-values",
  shape: "output",
  tooltip: "The value that is kept under the key, or null.",
  lines: ["kept value %KEY"],
  inputs: { KEY: key },
  behaviour: performs(() => (_tools, keyValue = null) => ({
    kind: "kept-value",
    key: keyOf(keyValue),
  })),
});

const forgetValue = defineBlock({
  type: "trunkline_forget_value",
  category: "kept-values",
  shape: "regular",
  tooltip: "Forgets the value that is kept under the key.",
  lines: ["forget value %KEY"],
  inputs: { KEY: key },
  behaviour: performs(() => (_tools, keyValue = null) => ({
    kind: "forget-value",
    key: keyOf(keyValue),
  })),
});

/** Values that outlive a run. */
export const keptValueBlocks: readonly BlockDeclaration[] = [
  keepValue,
  keepValueIfAbsent,
  keptValue,
  forgetValue,
];

function keyOf(value: Value): string {
  if (typeof value === "string" && value !== "") return value;
  throw invalidValue("The key is no text.", "Plug a text into the key.");
}

function secondsOf(value: Value): number | null {
  if (value === null) return null;
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw invalidValue("The seconds are no number above 0.", "Leave them out to keep it for good.");
}
