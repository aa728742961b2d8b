import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { asPrimitive } from "../math/as-number.ts";

/** JavaScript's `==`: lists and objects equal themselves only, and `"1"` equals 1. Errors: as `asText`. */
export function looselyEqual(a: Value, b: Value, tools: Tools): boolean {
  if (a === b || typeof a === typeof b) return a === b;
  if (a === null || b === null) return false;
  // Of two types, and neither is null: JavaScript compares them as text or number.
  // eslint-disable-next-line eqeqeq
  return asPrimitive(a, tools) == asPrimitive(b, tools);
}
