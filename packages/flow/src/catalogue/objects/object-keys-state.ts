import { isPlainObject, ownValue } from "../../document/plain-object.ts";
import type { BlockJson } from "../../document/workspace.ts";

/** The names that Create Object keeps in `extraState.keys`; null when they are not a list of texts. */
export function keysOf(block: BlockJson): readonly string[] | null {
  const { extraState } = block;
  if (extraState === undefined || extraState === null) return [];
  const keys = isPlainObject(extraState) ? (ownValue(extraState, "keys") ?? []) : null;
  if (!Array.isArray(keys)) return null;
  return keys.every((key) => typeof key === "string") ? keys : null;
}

/** The name of the value input that belongs to a key. */
export function inputOfKey(index: number): string {
  return `VALUE${index}`;
}
