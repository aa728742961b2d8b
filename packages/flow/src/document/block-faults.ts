import type { Problem } from "../check/problem.ts";
import { pathOf } from "./block-place.ts";
import type { BlockPlace } from "./block-place.ts";
import { workspaceLimits } from "./limits.ts";

const { blocksMax, depthMax, nestingMax, mutationMax } = workspaceLimits;

/** A part of the file that has not the form in which Blockly writes it. */
export function malformed(path: string, what: "block" | "part", blockId?: string): Problem {
  return {
    code: "WORKSPACE_MALFORMED",
    severity: "error",
    message:
      what === "block"
        ? "What stands here is not a block as Blockly writes it."
        : "This part of the block is not written as Blockly writes it.",
    hint:
      what === "block"
        ? 'A block is an object with a "type" and an "id", both text.'
        : '"fields" and "inputs" are objects; an input and "next" are objects with a "block" or a "shadow".',
    blockId: blockId ?? null,
    path,
  };
}

/** A block's id that another one has already. */
export function idTwice(place: BlockPlace): Problem {
  return {
    code: "BLOCK_ID_TWICE",
    severity: "error",
    message: "Another block has the same id, so their steps could not be told apart.",
    hint: "Give this block an id of its own, or leave the id out.",
    blockId: place.block.id,
    path: pathOf(place),
  };
}

/** A block that is met a second time on the way down: the file's objects form a circle. */
export function foundAgain(place: BlockPlace): Problem {
  return {
    code: "BLOCK_IN_ITSELF",
    severity: "error",
    message: "This block is the same as one above it or elsewhere, so the flow has no end.",
    hint: "A block hangs in one place only. To do something again, use a loop or a function.",
    blockId: place.block.id,
    path: pathOf(place),
  };
}

/** A workspace with too many blocks to look at. */
export function tooLarge(): Problem {
  return {
    code: "WORKSPACE_TOO_LARGE",
    severity: "error",
    message: `The workspace has more than ${blocksMax} blocks.`,
    hint: "Divide it into several flows, or turn repeated blocks into a function.",
    blockId: null,
    path: "blocks",
  };
}

/** A workspace whose blocks hang too deep. */
export function tooDeep(): Problem {
  return {
    code: "WORKSPACE_TOO_DEEP",
    severity: "error",
    message: `Blocks are nested more than ${nestingMax} deep, or more than ${depthMax} follow each other.`,
    hint: "Turn parts of the flow into functions.",
    blockId: null,
    path: "blocks",
  };
}

/** A mutator that asks for more inputs than can be meant. */
export function mutationTooLarge(place: BlockPlace): Problem {
  return {
    code: "MUTATION_TOO_LARGE",
    severity: "error",
    message: `This block asks for more than ${mutationMax} inputs.`,
    hint: "Build a long list in a loop instead of with one block.",
    blockId: place.block.id,
    path: `${pathOf(place)}.extraState`,
  };
}
