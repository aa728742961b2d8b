import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { asText } from "../text/as-text.ts";

/** A value that is no list and no object. */
export type Primitive = Exclude<Value, object>;

/** A value as JavaScript's operators take it: a list becomes its text. Errors: as `asText`. */
export function asPrimitive(value: Value, tools: Tools): Primitive {
  return typeof value === "object" && value !== null ? asText(value, tools) : value;
}

/** A value as a number, as JavaScript's `Number` reads it; NaN where it is none. Errors: as `asText`. */
export function asNumber(value: Value, tools: Tools): number {
  return typeof value === "number" ? value : Number(asPrimitive(value, tools));
}

/** JavaScript's `+`: the sum, or where one side is a text both one after the other. */
export function plus(a: Value, b: Value, tools: Tools): number | string {
  if (typeof a === "number" && typeof b === "number") return a + b;
  const left = asPrimitive(a, tools);
  const right = asPrimitive(b, tools);
  if (typeof left !== "string" && typeof right !== "string") return Number(left) + Number(right);
  const texts = [String(left), String(right)] as const;
  tools.roomForChars(texts[0].length + texts[1].length);
  return texts[0] + texts[1];
}
