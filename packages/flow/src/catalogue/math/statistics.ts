import type { Value } from "../../document/values.ts";
import type { Tools } from "../../run/tools.ts";
import { asNumber, plus } from "./as-number.ts";

/** A function of the items of a list. */
export type Statistic = (list: readonly Value[], tools: Tools) => Value;

/** The items added up from 0 on; texts among them make it a text. */
export function sumOf(list: readonly Value[], tools: Tools): number | string {
  return list.reduce<number | string>((sum, item) => plus(sum, item, tools), 0);
}

/** The smallest item, read as a number. */
export function leastOf(list: readonly Value[], tools: Tools): number {
  return list.reduce<number>((least, item) => Math.min(least, asNumber(item, tools)), Infinity);
}

/** The greatest item, read as a number. */
export function greatestOf(list: readonly Value[], tools: Tools): number {
  return list.reduce<number>((most, item) => Math.max(most, asNumber(item, tools)), -Infinity);
}

/** The sum divided by the count. */
export function meanOf(list: readonly Value[], tools: Tools): number {
  return Number(sumOf(list, tools)) / list.length;
}

/** The number in the middle, or halfway between the two there; null without a number in the list. */
export function medianOf(list: readonly Value[]): number | null {
  const numbers = list.filter((item) => typeof item === "number").toSorted((a, b) => b - a);
  const [before, after] = numbers.slice((numbers.length - 1) >> 1, (numbers.length >> 1) + 1);
  if (before === undefined) return null;
  return after === undefined ? before : (before + after) / 2;
}

/** The items that come most often, in the order in which they first come. */
export function modesOf(list: readonly Value[]): Value[] {
  const counts = new Map<unknown, { readonly item: Value; count: number }>();
  for (const item of list) {
    // No NaN equals another, so each gets a key of its own.
    const key = Number.isNaN(item) ? {} : item;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { item, count: 1 });
  }
  const entries = [...counts.values()];
  const most = entries.reduce((max, { count }) => Math.max(max, count), 0);
  return entries.filter(({ count }) => count === most).map(({ item }) => item);
}

/** The standard deviation; null for an empty list. */
export function deviationOf(list: readonly Value[], tools: Tools): number | null {
  const [first, ...others] = list;
  if (first === undefined) return null;
  const sum = others.reduce<Value>((total, item) => plus(total, item, tools), first);
  const mean = asNumber(sum, tools) / list.length;
  const variance = list.reduce<number>(
    (total, item) => total + (asNumber(item, tools) - mean) ** 2,
    0,
  );
  return Math.sqrt(variance / list.length);
}

/** An item by chance; null for an empty list. */
export function anyOf(list: readonly Value[], tools: Tools): Value {
  return list[Math.floor(tools.random() * list.length)] ?? null;
}
