import type { ObjectValue, Value } from "@trunkline/flow/document";

import type { ContentKind } from "./content-type.ts";
import { bodyMalformed, bodyTooBig, HookError } from "./errors.ts";

/** What a flow can be given at most: lists and objects in each other, and values in all. */
const depthMax = 100;
const valuesMax = 1_000_000;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a body as blocks see it: JSON, a form's fields as an object, or text; null without one.
 *
 * @throws HookError `BODY_MALFORMED`, which repeats nothing of the body.
 */
export function parseBody(bytes: Uint8Array, { kind, charset }: ContentKind): Value {
  if (bytes.length === 0) return null;
  const text = decode(bytes, charset);
  switch (kind) {
    case "json":
      return plainValue(parseJson(text), 0, { left: valuesMax });
    case "form":
      return fieldsOf(text);
    case "text":
      return text;
  }
}

/** The fields of a form or a query: a name that comes more than once gives a list. */
export function fieldsOf(text: string): ObjectValue {
  // An object without a prototype: `__proto__` is a name like any other.
  const fields = Object.create(null) as ObjectValue;
  if (text === "") return fields;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else fields[name] = [before, value];
  }
  return fields;
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    const decoder = charset === "utf-8" ? utf8 : new TextDecoder(charset, { fatal: true });
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new HookError(bodyMalformed);
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Its message quotes the text, so it is not kept as the cause.
    if (error instanceof SyntaxError) throw new HookError(bodyMalformed);
    throw error;
  }
}

function plainValue(value: unknown, depth: number, room: { left: number }): Value {
  room.left -= 1;
  if (room.left < 0) throw new HookError(bodyTooBig);
  if (typeof value !== "object" || value === null) return value as Value;
  if (depth === depthMax) throw new HookError(bodyTooBig);
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1, room));
  const copy = Object.create(null) as ObjectValue;
  for (const name of Object.keys(value)) {
    copy[name] = plainValue((value as Record<string, unknown>)[name], depth + 1, room);
  }
  return copy;
}
