import { RequestError } from "../../errors.ts";

/** What is said of a run that is none of the app's, was deleted, or was never stored. */
export function unknownRun(): RequestError {
  return new RequestError("RUN_UNKNOWN", "There is no such run in this app.");
}
