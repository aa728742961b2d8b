import { FlowError } from "../run/errors.ts";

/** Ends a run because an input's value is not of the kind that the block can work with. */
export function invalidValue(message: string, hint: string): FlowError {
  return new FlowError({ code: "VALUE_INVALID", message, hint });
}
