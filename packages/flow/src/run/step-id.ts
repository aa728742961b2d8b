import type { Frame, LoopTurns } from "./frame.ts";
import { hash128 } from "./hash.ts";

/**
 * The id of the effect of a block in a frame: a hash of the procedure calls that led here, each
 * with the loops and turns it was made in, of the loops and turns here, and of the block's id.
 * Within a run no two effects have the same one, because a block is met once a turn.
 */
export function stepIdOf(frame: Frame, blockId: string): string {
  return hash128(placeOf(frame, blockId));
}

function placeOf(frame: Frame, blockId: string): string {
  return pathOf(frame) + turnsOf(frame.loop) + named("b", blockId);
}

/** A frame's calls, hashed so that deep recursion does not make long texts. */
function pathOf(frame: Frame): string {
  if (frame.caller === null) return "";
  frame.path ??= hash128(placeOf(frame.caller, frame.callBlockId));
  return frame.path;
}

function turnsOf(loop: LoopTurns | null): string {
  if (loop === null) return "";
  return `${turnsOf(loop.outer)}${named("l", loop.blockId)}${loop.turn};`;
}

/** With its length in front, so that no two places read the same. */
function named(kind: string, id: string): string {
  return `${kind}${id.length}:${id};`;
}
