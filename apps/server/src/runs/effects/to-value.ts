import type { ObjectValue, Value } from "@trunkline/flow/document";

/**
 * What a service gave, as a flow computes with it: objects without a prototype, instants as ISO 8601
 * text, and null for what JSON has no word for.
 */
export function toValue(given: unknown): Value {
  if (given === null || typeof given === "string" || typeof given === "boolean") return given;
  if (typeof given === "number") return Number.isFinite(given) ? given : null;
  if (Array.isArray(given)) return given.map(toValue);
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? null : given.toISOString();
  return typeof given === "object" ? toObjectValue(given) : null;
}

/** The same for what is known to be an object. Properties that are `undefined` are left out. */
export function toObjectValue(given: object): ObjectValue {
  const object = Object.create(null) as ObjectValue;
  for (const name of Object.keys(given)) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) object[name] = toValue(value);
  }
  return object;
}
