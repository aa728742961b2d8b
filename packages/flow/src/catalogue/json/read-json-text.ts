import type { Value } from "../../document/values.ts";
import { copyValue } from "../../run/copy-value.ts";
import type { Tools } from "../../run/tools.ts";
import { invalidValue } from "../invalid-value.ts";

/**
 * What a JSON text stands for; objects have no prototype, so every name is only a name.
 * Errors: `VALUE_INVALID` for what is no JSON, `VALUE_TOO_DEEP`.
 */
export function readJsonText(text: string, tools: Tools): Value {
  tools.roomForChars(text.length);
  const parsed = parsedOrNull(text);
  if (parsed === null) {
    throw invalidValue(
      "The text is not JSON.",
      'JSON is a text such as {"sku": "A-1", "count": 2}, with names and texts in double quotes.',
    );
  }
  const value = copyValue(parsed.value, tools);
  if (Array.isArray(value)) tools.list(value);
  return value;
}

function parsedOrNull(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
