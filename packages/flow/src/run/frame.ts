import type { Value } from "../document/values.ts";
import type { RunState } from "./run-state.ts";

/** A loop that is under way in a frame. */
export interface LoopTurns {
  readonly blockId: string;
  /** How many turns were begun. */
  turn: number;
  readonly outer: LoopTurns | null;
}

/** One activation of a flow's main stack or of a procedure. */
export interface Frame {
  readonly run: RunState;
  /** Parameters first, then what branches keep. */
  readonly locals: Value[];
  /** False inside an output expression, where nobody can be waited for. */
  readonly canGiveWay: boolean;
  readonly caller: Frame | null;
  /** The block that called; empty in the main frame. */
  readonly callBlockId: string;
  readonly depth: number;
  /** The innermost loop that is under way. */
  loop: LoopTurns | null;
  /** What the procedure returned. */
  returned: Value;
  /** What step ids begin with; made when the first is asked for. */
  path: string | null;
}

/** The frame in which a run begins. */
export function mainFrame(run: RunState): Frame {
  return {
    run,
    locals: [],
    canGiveWay: true,
    caller: null,
    callBlockId: "",
    depth: 0,
    loop: null,
    returned: null,
    path: null,
  };
}

/** The frame of a procedure called by a block. */
export function calledFrame(
  caller: Frame,
  callBlockId: string,
  locals: Value[],
  canGiveWay: boolean,
): Frame {
  return {
    run: caller.run,
    locals,
    canGiveWay,
    caller,
    callBlockId,
    depth: caller.depth + 1,
    loop: null,
    returned: null,
    path: null,
  };
}
