/** Deeper values than any input has are left to the schema, so that no nesting exhausts the stack. */
const deepest = 5;

/**
 * An input without what counts as absent: nulls, undefined values, empty texts, and lists and
 * objects in which nothing is left. A `Date` becomes ISO 8601 text. Everything else stays as it is,
 * for the schema to judge; an absent input is an empty one.
 *
 * @param keep Names of properties whose inside is left alone.
 */
export function withoutAbsent(input: unknown, keep: readonly string[] = []): unknown {
  return slimDown(input ?? undefined, keep, 0) ?? {};
}

function slimDown(value: unknown, keep: readonly string[], depth: number): unknown {
  if (value === null || value === "") return undefined;
  if (depth > deepest) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? value : value.toISOString();
  if (Array.isArray(value)) {
    const rest = value.map((one) => slimDown(one, keep, depth + 1));
    const present = rest.filter((one) => one !== undefined);
    return present.length === 0 ? undefined : present;
  }
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value)
    .map(([name, one]): [string, unknown] => {
      const isKept = keep.includes(name) && one !== null && one !== "";
      return [name, isKept ? one : slimDown(one, keep, depth + 1)];
    })
    .filter(([, one]) => one !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** True for objects that are records of properties, and not for lists, dates or other instances. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
