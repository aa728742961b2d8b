import type { ObjectValue, Value } from "../document/values.ts";
import { FlowError } from "./errors.ts";
import type { Tools } from "./tools.ts";

/** How deep lists and objects may lie in each other where they leave or enter a run. */
const depthMax = 100;

/** How many values may leave or enter a run at once. */
const valuesMax = 250_000;

/** Counts what is copied as steps, one a value. */
type Counter = Pick<Tools, "spend">;

/**
 * A copy that shares nothing with the original: JSON, with objects that have no prototype. What
 * JSON does not know becomes null.
 * Errors: `VALUE_TOO_DEEP` for what holds itself, lies too deep or is too much.
 */
export function copyValue(value: unknown, counter?: Counter): Value {
  return copyCounted(value, counter, { number: jsonNumber, tooMuch: refuse });
}

/** The same for a log: numbers stay as they are, and `…` stands for what would be too much. */
export function copyForLog(value: unknown, counter: Counter): Value {
  return copyCounted(value, counter, { number: (number) => number, tooMuch: () => "…" });
}

/** The same for an object; an empty one when the value is none. */
export function copyObject(value: unknown, counter?: Counter): ObjectValue {
  const copied = copyValue(value, counter);
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

/** What becomes of values that are not simply copied. */
interface Manner {
  readonly number: (number: number) => Value;
  readonly tooMuch: () => Value;
}

interface Copying extends Manner {
  left: number;
}

function copyCounted(value: unknown, counter: Counter | undefined, manner: Manner): Value {
  const copying: Copying = { ...manner, left: valuesMax };
  const copied = copy(value, 0, copying);
  counter?.spend(valuesMax - copying.left);
  return copied;
}

function copy(value: unknown, depth: number, copying: Copying): Value {
  copying.left -= 1;
  if (depth > depthMax || copying.left < 0) return copying.tooMuch();
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return copying.number(value);
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return copyItems(value, depth, copying);
  return copyProperties(value, depth, copying);
}

/** Ends with the first item that there is no more room for. */
function copyItems(items: readonly unknown[], depth: number, copying: Copying): Value[] {
  const copied: Value[] = [];
  for (const item of items) {
    copied.push(copy(item, depth + 1, copying));
    if (copying.left < 0) break;
  }
  return copied;
}

function copyProperties(value: object, depth: number, copying: Copying): ObjectValue {
  const copied = emptyObject();
  // By their names alone: entries would be a list more for each.
  for (const name of Object.keys(value)) {
    const property = (value as Readonly<Record<string, unknown>>)[name];
    if (property !== undefined) copied[name] = copy(property, depth + 1, copying);
    if (copying.left < 0) break;
  }
  return copied;
}

function jsonNumber(number: number): Value {
  return Number.isFinite(number) ? number : null;
}

function refuse(): never {
  throw new FlowError({
    code: "VALUE_TOO_DEEP",
    message: "A value holds itself, lies too deep, or is too big to leave the run.",
    hint: "Hand on only the part that is needed.",
  });
}
