import { textChangeCase, textReverse, textTrim } from "./change.ts";
import { textAppend, textJoin } from "./join.ts";
import { textCharAt, textGetSubstring } from "./letters.ts";
import { text, textMultiline } from "./literals.ts";
import { textCount, textIndexOf, textIsEmpty, textLength } from "./look.ts";
import { textPrompt, textPromptExt } from "./prompts.ts";
import { textReplace } from "./replace.ts";

/** Blockly's blocks for texts. */
export const textBlocks = [
  text,
  textMultiline,
  textJoin,
  textAppend,
  textLength,
  textIsEmpty,
  textIndexOf,
  textCharAt,
  textGetSubstring,
  textChangeCase,
  textTrim,
  textCount,
  textReplace,
  textReverse,
  textPromptExt,
  textPrompt,
] as const;
