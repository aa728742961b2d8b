import type { Value } from "../../document/values.ts";
import { FlowError } from "../../run/errors.ts";
import type { Tools } from "../../run/tools.ts";

/** How deep lists and objects may lie in each other. */
export const jsonDepthMax = 100;

/**
 * A value as JSON. Written by hand because values may hold themselves, or share parts so often
 * that no text could hold them: depth and length are looked at on the way.
 * Errors: `VALUE_TOO_DEEP`, `TEXT_LIMIT`.
 */
export function writeJsonText(value: Value, tools: Tools): string {
  const writer = new JsonWriter(tools);
  writer.write(value, 0);
  return tools.text(writer.text);
}

class JsonWriter {
  text = "";
  readonly #tools: Tools;
  #nextLook = 1024;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  write(value: Value, depth: number): void {
    if (depth > jsonDepthMax) throw tooDeep();
    if (typeof value !== "object" || value === null) this.#add(JSON.stringify(value));
    else if (Array.isArray(value)) this.#list(value, depth);
    else this.#object(value, depth);
  }

  #list(list: readonly Value[], depth: number): void {
    this.#add("[");
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.#add(",");
      this.write(list[index] ?? null, depth + 1);
    }
    this.#add("]");
  }

  #object(object: Readonly<Record<string, Value>>, depth: number): void {
    this.#add("{");
    for (const [index, name] of Object.keys(object).entries()) {
      this.#add(`${index > 0 ? "," : ""}${JSON.stringify(name)}:`);
      this.write(object[name] ?? null, depth + 1);
    }
    this.#add("}");
  }

  #add(text: string): void {
    this.text += text;
    if (this.text.length < this.#nextLook) return;
    this.#tools.roomForChars(this.text.length);
    this.#nextLook = this.text.length * 2;
  }
}

function tooDeep(): FlowError {
  return new FlowError({
    code: "VALUE_TOO_DEEP",
    message: "The value holds itself, or lists and objects lie too deep in each other for JSON.",
    hint: "Look for an object or a list that was put into itself.",
  });
}
