import type { FlowConflict as ConflictAnswer } from "@trunkline/api-contract";

import type { FlowConflict } from "../../../apps/index.ts";
import { ownReport } from "../../errors.ts";

/**
 * The answer to a change that was made from another version than the draft's, and its status: 428
 * where the header is missing, 412 where it is not the draft's.
 */
export function conflictAnswer(
  name: string,
  { given, current }: FlowConflict,
): { readonly status: 412 | 428; readonly body: ConflictAnswer } {
  const versions = { given, current };
  if (current === null) return { status: 412, body: { error: gone(name), versions } };
  if (given === null) return { status: 428, body: { error: missing(name, current), versions } };
  return { status: 412, body: { error: stale(name, given, current), versions } };
}

function stale(name: string, given: number, current: number) {
  return ownReport({
    code: "FLOW_CHANGED",
    title: "The flow has been changed meanwhile",
    message: `The flow "${name}" is at version ${current}, and this change was made from version ${given}.`,
    hint: "Read the flow again, bring the change into it and send it with the new ETag.",
  });
}

function missing(name: string, current: number) {
  return ownReport({
    code: "IF_MATCH_MISSING",
    title: "The flow is there already",
    message: `The flow "${name}" is at version ${current}, and the request does not say which version it changes.`,
    hint: `Send If-Match: "${current}" if the change was made from that version, or If-Match: * to replace whatever is there.`,
  });
}

function gone(name: string) {
  return ownReport({
    code: "FLOW_CHANGED",
    title: "There is no such flow any more",
    message: `There is no flow "${name}" in this app, and the request changes one.`,
    hint: "Leave If-Match out to make it.",
  });
}
