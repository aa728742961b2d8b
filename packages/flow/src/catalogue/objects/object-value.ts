import type { ObjectValue, Value } from "../../document/values.ts";
import { isObject } from "../../run/copy-value.ts";
import { invalidValue } from "../invalid-value.ts";

/** What a value holds under a name; null where it is no object or has no such name. */
export function propertyOf(value: Value, name: string): Value {
  if (!isObject(value) || !Object.hasOwn(value, name)) return null;
  return value[name] ?? null;
}

/** Puts a value under a name, also where the name means something to JavaScript. */
export function setProperty(object: ObjectValue, name: string, value: Value): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[name] = value;
  }
}

/** The object that a block changes. Errors: `VALUE_INVALID`. */
export function requireObject(value: Value): ObjectValue {
  if (isObject(value)) return value;
  throw invalidValue(
    "This block works on an object and was given something else.",
    "Make an object first, with Create Object or Parse JSON.",
  );
}

/** A property's name. Numbers count as names. Errors: `VALUE_INVALID`. */
export function requireName(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw invalidValue("The name of a property is a text.", "Plug a text block into the name.");
}
