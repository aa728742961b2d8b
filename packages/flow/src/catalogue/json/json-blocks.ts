import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";
import { readJsonText } from "./read-json-text.ts";
import { writeJsonText } from "./write-json-text.ts";

/** Parse JSON: the run ends when the text is none. */
const parseJson = defineBlock({
  type: "trunkline_parse_json",
  category: "objects",
  shape: "output",
  tooltip: "The value that a JSON text stands for. A text that is not JSON stops the run.",
  lines: ["parse JSON %TEXT"],
  inputs: { TEXT: { accepts: ["text"], required: true } },
  behaviour: computes(() => (tools, text = null) => {
    if (typeof text === "string") return readJsonText(text, tools);
    throw invalidValue(
      "Parse JSON was given something that is not a text.",
      "A body that came as JSON is parsed already: use it as it is.",
    );
  }),
});

/** Write JSON: the shortest form, without blanks. */
const writeJson = defineBlock({
  type: "trunkline_write_json",
  category: "objects",
  shape: "output",
  tooltip: "A value as JSON text.",
  lines: ["write JSON of %VALUE"],
  inputs: { VALUE: { required: true } },
  gives: ["text"],
  behaviour: computes(
    () =>
      (tools, value = null) =>
        writeJsonText(value, tools),
  ),
});

/** JSON as text, both ways. */
export const jsonBlocks = [parseJson, writeJson] as const;
