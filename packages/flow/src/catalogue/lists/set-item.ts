import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { itemsOf, missingList, needList } from "./sequence.ts";

/**
 * Puts an item in the place of another. Past the end the list grows, filled up with null; a place
 * that no list has is set nowhere, as in JavaScript. Errors: `LIST_LIMIT`, `VALUE_INVALID`.
 */
export function replaceItem(value: Value, index: number, item: Value, tools: Tools): void {
  const list = itemsOf(value);
  if (!Array.isArray(list) || list === missingList) return;
  if (!Number.isInteger(index) || index < 0) return;
  if (index >= list.length) {
    tools.roomForItems(index + 1);
    tools.spend(index - list.length);
    while (list.length < index) list.push(null);
  }
  list[index] = item;
}

/** Puts an item between others, or after the last one. Errors: as `replaceItem`. */
export function insertItem(value: Value, index: number, item: Value, tools: Tools): void {
  const list = needList(value);
  if (list === missingList) return;
  tools.roomForItems(list.length + 1);
  if (index >= list.length) {
    list.push(item);
    return;
  }
  tools.spend(list.length >>> 9);
  list.splice(index, 0, item);
}
