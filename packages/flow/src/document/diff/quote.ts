import { compactDocument } from "../write/write-document.ts";

/** How much of a value is shown. */
const shownMax = 160;
const leadMax = 24;

/** A value before and after, as words; of long ones only the place where they differ. */
export function wasAndIs(before: unknown, after: unknown): string {
  const [was, is] = shortened(textOf(before), textOf(after));
  return `was ${was}, is ${is}`;
}

function textOf(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? JSON.stringify(value) : compactDocument(value);
}

function shortened(before: string, after: string): [string, string] {
  if (before.length <= shownMax && after.length <= shownMax) return [before, after];
  let same = 0;
  while (same < before.length && before.charAt(same) === after.charAt(same)) same += 1;
  const start = same > leadMax ? same - leadMax : 0;
  return [cut(before, start), cut(after, start)];
}

function cut(text: string, start: number): string {
  const end = start + shownMax;
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}
