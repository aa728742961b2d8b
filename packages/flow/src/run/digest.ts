import { hash128 } from "./hash.ts";
import type { Effect } from "./host.ts";

/**
 * A digest of what an effect asks for, as 32 hex digits: the same for equal effects, whatever the
 * order of their properties. It tells changed inputs apart and hides nothing: whoever keeps it where
 * contents must not show gives the replay host a keyed digest instead.
 */
export function digestOfEffect(effect: Effect): string {
  return hash128(canonicalText(effect));
}

/** JSON with properties in the order of their names. */
export function canonicalText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const names = Object.keys(value).toSorted();
  const read = value as Readonly<Record<string, unknown>>;
  const properties = names.map((name) => `${JSON.stringify(name)}:${canonicalText(read[name])}`);
  return `{${properties.join(",")}}`;
}
