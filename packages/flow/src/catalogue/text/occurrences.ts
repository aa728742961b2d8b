import type { Tools } from "../../run/tools.ts";

/**
 * Where a text stands in another, from the start on and without overlaps. An empty one stands
 * before every letter and after the last.
 */
export function* placesOf(text: string, part: string, tools: Tools): Generator<number> {
  tools.spend(text.length >>> 9);
  const step = Math.max(part.length, 1);
  for (let at = text.indexOf(part); at >= 0 && at <= text.length; at = text.indexOf(part, at)) {
    yield at;
    at += step;
    if (at > text.length) return;
  }
}

/** How often a text that is not empty stands in another, without overlaps. */
export function countOf(text: string, part: string, tools: Tools): number {
  let count = 0;
  for (const _ of placesOf(text, part, tools)) count += 1;
  tools.spend(count >>> 2);
  return count;
}
