import { mathArithmetic, mathAtan2, mathConstrain, mathModulo } from "./arithmetic.ts";
import { mathNumberProperty } from "./number-property.ts";
import { mathConstant, mathNumber } from "./number.ts";
import { mathOnList } from "./on-list.ts";
import { mathRandomFloat, mathRandomInt } from "./random.ts";
import { mathRound, mathSingle, mathTrig } from "./single.ts";

/** Blockly's output blocks for numbers. */
export const mathBlocks = [
  mathNumber,
  mathArithmetic,
  mathSingle,
  mathTrig,
  mathConstant,
  mathNumberProperty,
  mathRound,
  mathOnList,
  mathModulo,
  mathConstrain,
  mathRandomInt,
  mathRandomFloat,
  mathAtan2,
] as const;
