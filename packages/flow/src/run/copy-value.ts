import type { ObjectValue, Value } from "../document/values.ts";
import { FlowError } from "./errors.ts";

/** How deep lists and objects may lie in each other where they leave or enter a run. */
const depthMax = 100;

/** How many values may leave or enter a run at once. */
const valuesMax = 1_000_000;

/**
 * A copy that shares nothing with the original: JSON, with objects that have no prototype. What
 * JSON does not know becomes null.
 * Errors: `VALUE_TOO_DEEP` for what holds itself, lies too deep or is too much.
 */
export function copyValue(value: unknown): Value {
  return copy(value, 0, { left: valuesMax });
}

/** The same for an object; an empty one when the value is none. */
export function copyObject(value: unknown): ObjectValue {
  const copied = copyValue(value);
  return isObject(copied) ? copied : emptyObject();
}

/** An object of a flow with nothing in it. */
export function emptyObject(): ObjectValue {
  return Object.create(null) as ObjectValue;
}

/** True for an object of a flow: neither null nor a list. */
export function isObject(value: Value): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function copy(value: unknown, depth: number, room: { left: number }): Value {
  room.left -= 1;
  if (depth > depthMax || room.left < 0) throw tooMuch();
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1, room));
  return copyProperties(value, depth, room);
}

function copyProperties(value: object, depth: number, room: { left: number }): ObjectValue {
  const copied = emptyObject();
  for (const [name, property] of Object.entries(value)) {
    if (property !== undefined) copied[name] = copy(property, depth + 1, room);
  }
  return copied;
}

function tooMuch(): FlowError {
  return new FlowError({
    code: "VALUE_TOO_DEEP",
    message: "A value holds itself, lies too deep, or is too big to leave the run.",
    hint: "Hand on only the part that is needed.",
  });
}
