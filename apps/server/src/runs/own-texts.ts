const textsByWorkspace = new WeakMap<object, ReadonlySet<string>>();

/** Whether a text stands in a flow's document as it is, and is no more private than the flow. */
export function isOwnText(workspace: unknown, text: string): boolean {
  if (typeof workspace !== "object" || workspace === null) return false;
  let texts = textsByWorkspace.get(workspace);
  if (texts === undefined) {
    texts = new Set(textsIn(workspace));
    textsByWorkspace.set(workspace, texts);
  }
  return texts.has(text);
}

function* textsIn(root: object): Generator<string> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") yield value;
    else if (typeof value === "object" && value !== null) open.push(...Object.values(value));
  }
}
