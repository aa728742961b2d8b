/** A block's state as Blockly saves and loads it, still without an id. */
export interface BlockState {
  readonly type: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, InputState>>;
  readonly next?: InputState;
  readonly extraState?: unknown;
  readonly [other: string]: unknown;
}

/** What is plugged into an input. */
export interface InputState {
  readonly block?: BlockState;
  readonly shadow?: BlockState;
}

/** A workspace's state, as `Blockly.serialization.workspaces.load` takes it. */
export interface WorkspaceState {
  readonly blocks: { readonly languageVersion: 0; readonly blocks: readonly BlockState[] };
  readonly variables: readonly { readonly name: string; readonly id: string }[];
}

/** Plugs blocks in; null leaves an input empty. */
export function plugged(
  values: Readonly<Record<string, BlockState | null>>,
): Record<string, InputState> {
  const inputs: Record<string, InputState> = {};
  for (const [name, block] of Object.entries(values)) {
    if (block) inputs[name] = { block };
  }
  return inputs;
}

/** Statements below each other; null without any. */
export function stackOf(blocks: readonly BlockState[]): BlockState | null {
  return blocks.reduceRight<BlockState | null>(
    (below, block) => (below ? { ...block, next: { block: below } } : block),
    null,
  );
}

/** A text block. */
export function textBlock(text: string): BlockState {
  return { type: "text", fields: { TEXT: text } };
}

/** A number block. */
export function numberBlock(number: number): BlockState {
  return { type: "math_number", fields: { NUM: number } };
}

/** A list made of values. */
export function listBlock(items: readonly (BlockState | null)[]): BlockState {
  return {
    type: "lists_create_with",
    extraState: { itemCount: items.length },
    inputs: plugged(Object.fromEntries(items.map((item, index) => [`ADD${index}`, item]))),
  };
}

/** Reads a variable. */
export function getVariable(id: string): BlockState {
  return { type: "variables_get", fields: { VAR: { id } } };
}

/** Sets a variable. */
export function setVariable(id: string, value: BlockState | null): BlockState {
  return {
    type: "variables_set",
    fields: { VAR: { id } },
    inputs: plugged({ VALUE: value }),
  };
}

/** Writes a value to the log. */
export function print(value: BlockState | null): BlockState {
  return { type: "text_print", inputs: plugged({ TEXT: value }) };
}
