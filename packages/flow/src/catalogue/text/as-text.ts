import type { Value } from "../../document/values.ts";
import { FlowError } from "../../run/errors.ts";
import type { Tools } from "../../run/tools.ts";
import { invalidValue } from "../invalid-value.ts";

/** Lists within lists that become text at most. */
const nestingMax = 500;

/**
 * A value as text, as JavaScript's `String` writes it: the items of a list with commas between
 * them. An object has no text of its own. Errors: `VALUE_INVALID`, `VALUE_TOO_DEEP`, `TEXT_LIMIT`.
 */
export function asText(value: Value, tools: Tools): string {
  return Array.isArray(value) ? joined(value, ",", tools) : plainText(value);
}

/**
 * The items of a list as one text. As in JavaScript null is written as nothing, and so is a list
 * inside of itself. Errors: as `asText`.
 */
export function joined(list: readonly Value[], separator: string, tools: Tools): string {
  const writer = new Writer(tools);
  writer.list(list, separator);
  return tools.text(writer.text);
}

/** Stops before a text becomes too long: lists that share their items can stand for any length. */
class Writer {
  text = "";
  readonly #tools: Tools;
  readonly #open = new Set<readonly Value[]>();
  #nextLook = 1024;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  list(list: readonly Value[], separator: string): void {
    if (this.#open.has(list)) return;
    if (this.#open.size >= nestingMax) throw tooDeep();
    this.#open.add(list);
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.#add(separator);
      const item = list[index] ?? null;
      if (Array.isArray(item)) this.list(item, ",");
      else if (item !== null) this.#add(plainText(item));
    }
    this.#open.delete(list);
  }

  #add(text: string): void {
    this.text += text;
    if (this.text.length < this.#nextLook) return;
    this.#tools.roomForChars(this.text.length);
    this.#nextLook = this.text.length * 2;
  }
}

function plainText(value: Exclude<Value, Value[]>): string {
  if (typeof value !== "object" || value === null) return String(value);
  throw invalidValue(
    "An object stands where a text or a number is needed.",
    "Take one of its properties, or turn it into text with Write JSON.",
  );
}

function tooDeep(): FlowError {
  return new FlowError({
    code: "VALUE_TOO_DEEP",
    message: `A list holds lists more than ${nestingMax} deep, which is too deep for a text.`,
    hint: "Look for a loop that puts a list into a list again and again.",
  });
}
