import { variableNames } from "./arbitrary-values.ts";
import { getVariable, print, stackOf, type BlockState, type WorkspaceState } from "./block-json.ts";
import { startType } from "./headless-blockly.ts";

/** A workspace that runs the statements and then prints every variable. */
export function aProgram(
  statements: readonly BlockState[],
  beside: readonly BlockState[] = [],
): WorkspaceState {
  const variables = Object.entries(variableNames).map(([id, name]) => ({ id, name }));
  const last = variables.map(({ id }) => print(getVariable(id)));
  const below = stackOf([...statements, ...last]);
  const start: BlockState = below
    ? { type: startType, next: { block: below } }
    : { type: startType };
  return { blocks: { languageVersion: 0, blocks: [start, ...beside] }, variables };
}
