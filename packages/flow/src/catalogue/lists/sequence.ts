import type { Value } from "../../document/values.ts";
import { invalidValue } from "../invalid-value.ts";

/** What stands for a list input without a block. Nobody may change it. */
export const missingList: Value[] = [];

/**
 * What can be counted and reached by number: a list's items or a text's letters. In a number, true
 * or false there is nothing, as in JavaScript. Errors: `VALUE_INVALID` for null and objects.
 */
export function itemsOf(value: Value): readonly Value[] | string {
  if (typeof value === "string" || Array.isArray(value)) return value;
  if (typeof value === "object") throw needsList();
  return missingList;
}

/** The count of items or letters; null for a number, true or false. Errors: as `itemsOf`. */
export function lengthOf(value: Value): number | null {
  const items = itemsOf(value);
  return items === missingList && value !== missingList ? null : items.length;
}

/** A list. Errors: `VALUE_INVALID` for anything else. */
export function needList(value: Value): Value[] {
  if (!Array.isArray(value)) throw needsList();
  return value;
}

/** A text. Errors: `VALUE_INVALID` for anything else. */
export function needText(value: Value): string {
  if (typeof value === "string") return value;
  throw invalidValue("This block needs a text.", "Join the value with an empty text first.");
}

/** A list or a text, for blocks that work with both. Errors: `VALUE_INVALID` for anything else. */
export function needListOrText(value: Value): Value[] | string {
  return typeof value === "string" ? value : needList(value);
}

function needsList() {
  return invalidValue("This block needs a list.", "Look at what is plugged in: it is no list.");
}
