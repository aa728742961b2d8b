import { parseArgs } from "node:util";

/** Reads `--quick`: how much is measured; null when the command line says something else. */
export function readAmount<Amount>(
  args: readonly string[],
  { full, quick }: { readonly full: Amount; readonly quick: Amount },
): Amount | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { quick: { type: "boolean" } } });
    return values.quick === true ? quick : full;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
