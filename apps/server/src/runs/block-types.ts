const typesByWorkspace = new WeakMap<object, ReadonlyMap<string, string>>();

/** The type of a block of a flow's document; null for one that is not there. */
export function blockTypeOf(workspace: unknown, blockId: string): string | null {
  if (typeof workspace !== "object" || workspace === null) return null;
  let types = typesByWorkspace.get(workspace);
  if (types === undefined) {
    types = readTypes(workspace);
    typesByWorkspace.set(workspace, types);
  }
  return types.get(blockId) ?? null;
}

/** Every object with a type and an id counts, wherever it stands: no other thing has both. */
function readTypes(root: object): Map<string, string> {
  const types = new Map<string, string>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("type" in value && "id" in value) {
      if (typeof value.type === "string" && typeof value.id === "string") {
        types.set(value.id, value.type);
      }
    }
    open.push(...Object.values(value));
  }
  return types;
}
