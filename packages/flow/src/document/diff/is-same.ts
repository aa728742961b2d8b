import { compactDocument } from "../write/write-document.ts";

/** Whether two values of documents are the same, the order of keys aside. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return Object.is(a, b);
  // Under `settings` keys are written in one order, whatever they came in.
  return compactDocument({ settings: a }) === compactDocument({ settings: b });
}
