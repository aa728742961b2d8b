import type { ObjectValue } from "../document/values.ts";

/** Every way in which a flow can fail by itself. Hosts add the codes of their own failures. */
export type FlowErrorCode =
  | "BLOCK_FAILED"
  | "BLOCK_UNKNOWN"
  | "CALL_DEPTH_LIMIT"
  | "COMMAND_FAILED"
  | "EXPRESSION_LIMIT"
  | "HOST_FAILED"
  | "LIST_LIMIT"
  | "PROCEDURE_UNKNOWN"
  | "REPLAY_MISMATCH"
  | "START_MISSING"
  | "STEP_LIMIT"
  | "STOPPED_WITH_ERROR"
  | "TEXT_LIMIT"
  | "TIME_LIMIT"
  | "VALUE_INVALID"
  | "VALUE_TOO_DEEP";

/** What a failure says. */
export interface Failure {
  /** Text, because a host's failed effect brings a code of its own. */
  readonly code: FlowErrorCode | (string & {});
  readonly message: string;
  readonly hint: string;
  readonly blockId?: string | null;
  readonly cause?: ObjectValue | null;
}

/** Ends a run, or refuses to compile a flow. `blockId` is null until a block is known. */
export class FlowError extends Error {
  override readonly name = "FlowError";
  readonly code: string;
  readonly hint: string;
  readonly blockId: string | null;
  /** The error object of a failed effect, where it was one. */
  readonly details: ObjectValue | null;

  constructor(failure: Failure) {
    super(failure.message);
    this.code = failure.code;
    this.hint = failure.hint;
    this.blockId = failure.blockId ?? null;
    this.details = failure.cause ?? null;
  }
}

/** Thrown where a run notices that it was cancelled. */
export class RunCancelled extends Error {
  override readonly name = "RunCancelled";
}

/** The same failure, standing on a block if it stood on none. Other errors become `BLOCK_FAILED`. */
export function atBlock(error: unknown, blockId: string): Error {
  if (error instanceof RunCancelled) return error;
  if (error instanceof FlowError) {
    if (error.blockId !== null) return error;
    const { code, message, hint, details } = error;
    return new FlowError({ code, message, hint, blockId, cause: details });
  }
  return isStackOverflow(error) ? tooDeep(blockId) : blockFailed(error, blockId);
}

/** Says that procedures call each other too deeply. */
export function tooDeep(blockId: string | null): FlowError {
  return new FlowError({
    code: "CALL_DEPTH_LIMIT",
    message: "Functions call each other too deeply.",
    hint: "Look for a function that calls itself without an end.",
    blockId,
  });
}

function blockFailed(error: unknown, blockId: string): FlowError {
  const failure = new FlowError({
    code: "BLOCK_FAILED",
    message: "This block failed in a way that it should not.",
    hint: "Tell the maintainers which block and which values.",
    blockId,
    cause: describeError(error),
  });
  return failure;
}

/** An error that is none of ours, as an object. */
export function describeError(error: unknown): ObjectValue {
  const described: ObjectValue = Object.create(null) as ObjectValue;
  described["name"] = error instanceof Error ? error.name : typeof error;
  described["message"] = error instanceof Error ? error.message : "";
  return described;
}

/** Engines say it in their own ways: V8 and JavaScriptCore by a RangeError, Firefox by an InternalError. */
function isStackOverflow(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "InternalError" || /call stack/i.test(error.message);
}
