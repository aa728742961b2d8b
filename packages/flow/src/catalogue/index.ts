import { connectionData, connectionError } from "./connections/branch-values.ts";
import { executeConnectionCommand } from "./connections/execute-connection-command.ts";
import type { BlockDeclaration } from "./define-block.ts";
import { jsonBlocks } from "./json/json-blocks.ts";
import { keptValueBlocks } from "./kept-values/kept-value-blocks.ts";
import { listBlocks } from "./lists/list-blocks.ts";
import { controlsIf, controlsIfElse } from "./logic-statements/if.ts";
import { logicBlocks } from "./logic/logic-blocks.ts";
import { loopBlocks } from "./loops/loop-blocks.ts";
import { mathBlocks } from "./math/math-blocks.ts";
import { createObject } from "./objects/create-object.ts";
import { getAtPath } from "./objects/get-at-path.ts";
import { propertyBlocks } from "./objects/properties.ts";
import { pickers } from "./pickers/pickers.ts";
import { procedureBlocks } from "./procedures/procedure-blocks.ts";
import { requestBlocks } from "./request/request-blocks.ts";
import { sendResponse } from "./response/send-response.ts";
import { log, textPrint } from "./run-blocks/log.ts";
import { stopWithError } from "./run-blocks/stop-with-error.ts";
import { whenCalled } from "./start/when-called.ts";
import { whenStarted } from "./start/when-started.ts";
import { fillText } from "./templates/fill-text.ts";
import { textBlocks } from "./text/text-blocks.ts";
import { timeBlocks } from "./time/time-blocks.ts";
import { mathChange } from "./variables/math-change.ts";
import { variables } from "./variables/variables.ts";

/** Every block there is, in the order of the toolbox. */
export const catalogue: readonly BlockDeclaration[] = [
  whenCalled,
  whenStarted,
  controlsIf,
  controlsIfElse,
  ...logicBlocks,
  ...loopBlocks,
  ...mathBlocks,
  mathChange,
  ...textBlocks,
  ...listBlocks,
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
  fillText,
  createObject,
  ...propertyBlocks,
  getAtPath,
  ...jsonBlocks,
  ...timeBlocks,
  ...pickers,
  ...requestBlocks,
];

const byType = new Map(catalogue.map((declaration) => [declaration.type, declaration]));

/** The declaration of a block type; undefined when there is none. */
export function findBlock(type: string): BlockDeclaration | undefined {
  return byType.get(type);
}
