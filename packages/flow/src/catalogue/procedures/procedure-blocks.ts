import type { BlockDeclaration } from "../define-block.ts";
import { callWithoutReturn, callWithReturn } from "./calls.ts";
import { definitionWithoutReturn, definitionWithReturn } from "./definitions.ts";
import { ifReturn } from "./if-return.ts";

/** Blockly's functions. */
export const procedureBlocks: readonly BlockDeclaration[] = [
  definitionWithoutReturn,
  definitionWithReturn,
  callWithoutReturn,
  callWithReturn,
  ifReturn,
];
