import { isPlainObject, ownValue } from "../plain-object.ts";
import { isSame } from "./is-same.ts";
import { wasAndIs } from "./quote.ts";

/** Objects within objects are named part by part as far as this; deeper ones as a whole. */
const levelsMax = 4;

/**
 * What is different between two values, a sentence for each part: `cors.origins was …, is …`.
 *
 * @param path The name of the whole.
 */
export function diffValues(
  path: string,
  before: unknown,
  after: unknown,
  levels = levelsMax,
): string[] {
  if (isSame(before, after)) return [];
  if (levels === 0 || !isPlainObject(before) || !isPlainObject(after)) {
    return [`${path} ${wasAndIs(before, after)}`];
  }
  return namesOf(before, after).flatMap((name) =>
    diffValues(`${path}.${name}`, ownValue(before, name), ownValue(after, name), levels - 1),
  );
}

/** The names of two objects, sorted. */
export function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
}
