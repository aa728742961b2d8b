import type { ListedBlock } from "./list-blocks.ts";
import type { NameBlock } from "./name-block.ts";

/** Where a block stands, such as `below block "…" (id …)` or `in MSG of block "…" (id …)`. */
export function placeInWords({ above, holder }: ListedBlock, name: NameBlock): string {
  if (above !== null) return `below ${name(above)}`;
  const { parent, input } = holder;
  if (parent === null || input === null) return "at the top of a stack";
  const isShadow = input.startsWith("~");
  const where = isShadow ? `as the default of ${input.slice(1)}` : `in ${input}`;
  return `${where} of ${name(parent)}`;
}
