import { listsCreateEmpty, listsCreateWith, listsRepeat } from "./create.ts";
import { listsGetIndex } from "./get-index.ts";
import { listsIndexOf, listsIsEmpty, listsLength } from "./look.ts";
import { listsGetSublist } from "./part-of.ts";
import { listsSetIndex } from "./set-index.ts";
import { listsReverse, listsSort } from "./sort.ts";
import { listsSplit } from "./split.ts";

/** Blockly's blocks for lists. */
export const listBlocks = [
  listsCreateEmpty,
  listsCreateWith,
  listsRepeat,
  listsLength,
  listsIsEmpty,
  listsIndexOf,
  listsGetIndex,
  listsSetIndex,
  listsGetSublist,
  listsSplit,
  listsSort,
  listsReverse,
] as const;
