/** How large a workspace may be; what is larger is refused before anything looks at its blocks. */
export const workspaceLimits = {
  blocksMax: 20_000,
  /** Inputs within inputs. */
  nestingMax: 500,
  /** Blocks on the way from the top to the deepest one, below each other and nested, together. */
  depthMax: 1_500,
  variablesMax: 5_000,
  /** Counts and lists in what a mutator keeps: items of a list, parameters, keys. */
  mutationMax: 1_000,
} as const;
