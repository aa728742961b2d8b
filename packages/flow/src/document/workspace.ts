/** A block as Blockly 12 saves it; only what a flow's meaning depends on. */
export interface BlockJson {
  readonly type: string;
  /** Unique in its workspace. */
  readonly id: string;
  /** By name: text, numbers, `"TRUE"`/`"FALSE"`, options, and variables as `{ id }`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, ConnectedJson>>;
  readonly next?: ConnectedJson;
  /** What the block's mutator keeps: counts, parameters, keys. */
  readonly extraState?: unknown;
  /** False, or with reasons, when somebody switched the block off: it is then passed over. */
  readonly enabled?: boolean;
  readonly disabledReasons?: readonly string[];
}

/** What is plugged in; a shadow counts where there is no block. */
export interface ConnectedJson {
  readonly block?: BlockJson;
  readonly shadow?: BlockJson;
}

/** A variable of a workspace; blocks name it by its id. */
export interface VariableJson {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
}

/** A workspace as Blockly 12 saves it. */
export interface Workspace {
  readonly blocks?: { readonly languageVersion?: number; readonly blocks: readonly BlockJson[] };
  readonly variables?: readonly VariableJson[];
}
