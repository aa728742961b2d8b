import type { BlockJson, ConnectedJson, VariableJson, Workspace } from "../document/workspace.ts";

/** What a block in a test is made of; stacks are lists, values are blocks. */
export interface BlockParts {
  readonly id?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, BlockJson>>;
  readonly stacks?: Readonly<Record<string, readonly BlockJson[]>>;
  readonly extraState?: unknown;
  readonly disabledReasons?: readonly string[];
}

let made = 0;

/** A block; its id is made up where none is given. */
export function aBlock(type: string, parts: BlockParts = {}): BlockJson {
  made += 1;
  const inputs: Record<string, ConnectedJson> = {};
  for (const [name, block] of Object.entries(parts.values ?? {})) inputs[name] = { block };
  for (const [name, stack] of Object.entries(parts.stacks ?? {})) {
    const connected = chain(stack);
    if (connected !== undefined) inputs[name] = connected;
  }
  return {
    type,
    id: parts.id ?? `${type}-${made}`,
    inputs,
    ...(parts.fields === undefined ? {} : { fields: parts.fields }),
    ...(parts.extraState === undefined ? {} : { extraState: parts.extraState }),
    ...(parts.disabledReasons === undefined ? {} : { disabledReasons: parts.disabledReasons }),
  };
}

/** Blocks one below the other. */
export function chain(stack: readonly BlockJson[]): ConnectedJson | undefined {
  return stack.reduceRight<ConnectedJson | undefined>(
    (below, block) => ({ block: below === undefined ? block : { ...block, next: below } }),
    undefined,
  );
}

/** A Web Hook's workspace: the stack below its start block, and whatever stands beside it. */
export function aWorkspace(
  stack: readonly BlockJson[],
  beside: readonly BlockJson[] = [],
  variables: readonly VariableJson[] = [],
): Workspace {
  const start = { type: "trunkline_when_called", id: "start" };
  const below = chain(stack);
  return {
    blocks: {
      languageVersion: 0,
      blocks: [below === undefined ? start : { ...start, next: below }, ...beside],
    },
    variables,
  };
}

/** A variable's field. */
export function variableField(id: string): Readonly<Record<string, unknown>> {
  return { VAR: { id } };
}
