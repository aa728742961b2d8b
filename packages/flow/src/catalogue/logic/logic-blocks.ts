import { logicCompare } from "./compare.ts";
import { logicBoolean, logicNull } from "./literals.ts";
import { logicNegate, logicOperation } from "./operation.ts";
import { logicTernary } from "./ternary.ts";

/** Blockly's output blocks for logic. */
export const logicBlocks = [
  logicCompare,
  logicOperation,
  logicNegate,
  logicBoolean,
  logicNull,
  logicTernary,
] as const;
