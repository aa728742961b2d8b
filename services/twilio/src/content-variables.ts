import { isPlainObject } from "./absent.ts";
import { parseJson } from "./parse-json.ts";

/**
 * Content variables as the one JSON text that Twilio reads: keys in order, so that equal variables
 * are equal texts. Takes the object or its JSON text.
 *
 * @returns null unless it is an object of texts, numbers and booleans.
 */
export function contentVariablesText(given: unknown): string | null {
  const variables = typeof given === "string" ? parseJson(given) : given;
  if (!isPlainObject(variables)) return null;
  const entries = Object.entries(variables);
  if (!entries.every(([, value]) => ["string", "number", "boolean"].includes(typeof value))) {
    return null;
  }
  // A number in JSON text, such as 1.10, would lose its spelling: such a text goes as it is.
  const isExact = entries.every(([, value]) => typeof value === "string");
  if (typeof given === "string" && !isExact) return given;
  return JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
