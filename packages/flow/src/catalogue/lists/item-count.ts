import { workspaceLimits } from "../../document/limits.ts";
import { isPlainObject, ownValue } from "../../document/plain-object.ts";
import type { BlockJson } from "../../document/workspace.ts";

/** How many inputs a block's mutator gave it; `initial` where it says nothing that makes sense. */
export function itemCountOf({ extraState }: BlockJson, initial: number): number {
  const count = isPlainObject(extraState) ? ownValue(extraState, "itemCount") : undefined;
  if (typeof count !== "number" || !(count >= 0)) return initial;
  return Math.min(Math.ceil(count), workspaceLimits.mutationMax);
}
