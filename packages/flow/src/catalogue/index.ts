import { connectionData, connectionError } from "./connections/branch-values.ts";
import { executeConnectionCommand } from "./connections/execute-connection-command.ts";
import type { BlockDeclaration } from "./define-block.ts";
import { keptValueBlocks } from "./kept-values/kept-value-blocks.ts";
import { controlsIf, controlsIfElse } from "./logic-statements/if.ts";
import { loopBlocks } from "./loops/loop-blocks.ts";
import { procedureBlocks } from "./procedures/procedure-blocks.ts";
import { sendResponse } from "./response/send-response.ts";
import { log, textPrint } from "./run-blocks/log.ts";
import { stopWithError } from "./run-blocks/stop-with-error.ts";
import { whenCalled } from "./start/when-called.ts";
import { whenStarted } from "./start/when-started.ts";
import { mathChange } from "./variables/math-change.ts";
import { variables } from "./variables/variables.ts";

/** Every block there is, in the order of the toolbox. */
export const catalogue: readonly BlockDeclaration[] = [
  whenCalled,
  whenStarted,
  controlsIf,
  controlsIfElse,
  ...loopBlocks,
  mathChange,
  ...variables,
  ...procedureBlocks,
  executeConnectionCommand,
  connectionData,
  connectionError,
  sendResponse,
  ...keptValueBlocks,
  log,
  stopWithError,
  textPrint,
];

const byType = new Map(catalogue.map((declaration) => [declaration.type, declaration]));

/** The declaration of a block type; undefined when there is none. */
export function findBlock(type: string): BlockDeclaration | undefined {
  return byType.get(type);
}
