import type { BlockJson, ConnectedJson } from "../document/workspace.ts";

/** False for a block that somebody switched off: it is passed over. */
export function isEnabled(block: BlockJson): boolean {
  return block.enabled !== false && (block.disabledReasons ?? []).length === 0;
}

/** What is plugged in: the block, or the shadow where there is none. */
export function pluggedIn(connected: ConnectedJson | undefined): BlockJson | null {
  return connected?.block ?? connected?.shadow ?? null;
}

/** The block that a value comes from; null where there is none or it is switched off. */
export function valueBlock(block: BlockJson, input: string): BlockJson | null {
  const plugged = pluggedIn(inputOf(block, input));
  return plugged !== null && isEnabled(plugged) ? plugged : null;
}

/** The blocks of a stack from its first on, without those that are switched off. */
export function stackFrom(connected: ConnectedJson | undefined): BlockJson[] {
  const stack: BlockJson[] = [];
  let block = pluggedIn(connected);
  while (block !== null) {
    if (isEnabled(block)) stack.push(block);
    block = pluggedIn(block.next);
  }
  return stack;
}

/** What is connected to an input; names like `constructor` are names. */
export function inputOf(block: BlockJson, input: string): ConnectedJson | undefined {
  const { inputs } = block;
  return inputs !== undefined && Object.hasOwn(inputs, input) ? inputs[input] : undefined;
}

/** A field's text; empty when the block has none. */
export function fieldText(block: BlockJson, field: string): string {
  const value = rawField(block, field);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The id of the variable that a field names; empty when it names none. */
export function variableId(block: BlockJson, field: string): string {
  const value = rawField(block, field);
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("id" in value)) return "";
  return typeof value.id === "string" ? value.id : "";
}

function rawField(block: BlockJson, field: string): unknown {
  const { fields } = block;
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}
