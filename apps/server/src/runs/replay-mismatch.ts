import { FlowError } from "@trunkline/flow/run";

/** A run that goes again and does not repeat itself: it stops before anything is done twice. */
export function replayMismatch(blockId: string): FlowError {
  return new FlowError({
    code: "REPLAY_MISMATCH",
    message: "A step that went well before was met again with another input.",
    hint: "Send the request under a new Idempotency-Key.",
    blockId,
  });
}
