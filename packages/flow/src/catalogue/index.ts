import type { BlockDeclaration } from "./define-block.ts";
import { log, textPrint } from "./run-blocks/log.ts";
import { whenCalled } from "./start/when-called.ts";
import { whenStarted } from "./start/when-started.ts";
import { variables } from "./variables/variables.ts";

/** Every block there is, in the order of the toolbox. */
export const catalogue: readonly BlockDeclaration[] = [
  whenCalled,
  whenStarted,
  ...variables,
  log,
  textPrint,
];

const byType = new Map(catalogue.map((declaration) => [declaration.type, declaration]));

/** The declaration of a block type; undefined when there is none. */
export function findBlock(type: string): BlockDeclaration | undefined {
  return byType.get(type);
}
