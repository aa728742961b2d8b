import { isPlainObject, ownValue } from "../../document/plain-object.ts";
import type { BlockJson } from "../../document/workspace.ts";

/** Whether a dropdown's option needs a number beside it; a missing option counts from the start. */
export function needsNumber(where: string): boolean {
  return where !== "FIRST" && where !== "LAST" && where !== "RANDOM";
}

/** The option of a block's dropdown; empty without one. */
export function whereOf({ fields }: BlockJson, field: string): string {
  const where = isPlainObject(fields) ? ownValue(fields, field) : undefined;
  return typeof where === "string" ? where : "";
}

/** Where a part begins. Numbers count from 1; what lies outside is for `slice` to put right. */
export function startOf(where: string, at: number, length: number): number {
  if (where === "FIRST") return 0;
  return where === "FROM_END" ? length - at : at - 1;
}

/** Where a part ends, that place excluded. */
export function endOf(where: string, at: number, length: number): number {
  if (where === "LAST") return length;
  return where === "FROM_END" ? length - (at - 1) : at;
}

/** The place that JavaScript's `slice` and `splice` begin at: from the end when it is negative. */
export function sliceStart(start: number, length: number): number {
  const whole = Math.trunc(start) || 0;
  return whole < 0 ? Math.max(length + whole, 0) : Math.min(whole, length);
}
