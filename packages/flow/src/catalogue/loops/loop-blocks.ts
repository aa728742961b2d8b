import type { BlockDeclaration } from "../define-block.ts";
import { controlsFlowStatements } from "./flow-statements.ts";
import { controlsForEach } from "./for-each.ts";
import { controlsFor } from "./for.ts";
import { controlsRepeat, controlsRepeatExt } from "./repeat.ts";
import { controlsWhileUntil } from "./while-until.ts";

/** Blockly's loops. */
export const loopBlocks: readonly BlockDeclaration[] = [
  controlsRepeatExt,
  controlsRepeat,
  controlsWhileUntil,
  controlsFor,
  controlsForEach,
  controlsFlowStatements,
];
