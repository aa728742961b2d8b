import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";
import { writeJsonText } from "../json/write-json-text.ts";
import { parsePath, valueAtPath } from "../objects/value-path.ts";
import { fillTemplate, parseTemplate } from "./template.ts";

/**
 * Fill Text. Places are paths into the values, such as `{order.items[0].sku}`; a missing value and
 * null are filled with nothing, since half a sentence is better than a text that says "undefined";
 * lists and objects are filled in as JSON. What stands in braces and is no path stays as it is.
 */
export const fillText = defineBlock({
  type: "trunkline_fill_text",
  category: "text",
  shape: "output",
  tooltip:
    "A text with places such as {name} or {order.items[0].sku}, filled from an object. Missing values leave nothing; {{ and }} stand for braces.",
  lines: ["fill %TEMPLATE with %VALUES"],
  inputs: { TEMPLATE: { accepts: ["text"], required: true }, VALUES: { required: true } },
  gives: ["text"],
  behaviour: computes(() => {
    let last = { template: "", pieces: parseTemplate("") };
    return (tools, template = null, values = null) => {
      const text = requireTemplate(template);
      if (text !== last.template) {
        tools.roomForChars(text.length);
        last = { template: text, pieces: parseTemplate(text) };
      }
      return tools.text(fillTemplate(last.pieces, (place) => filled(place, values, tools)));
    };
  }),
});

function requireTemplate(template: Value): string {
  if (typeof template === "string") return template;
  throw invalidValue(
    "Fill Text was given a template that is not a text.",
    "Plug a text block into the template.",
  );
}

function filled(place: string, values: Value, tools: Tools): string | null {
  const path = place === "" ? null : parsePath(place);
  if (path === null) return null;
  const value = valueAtPath(values, path);
  if (value === null) return "";
  return typeof value === "object" ? writeJsonText(value, tools) : String(value);
}
