import type { VersionConflict as ConflictAnswer } from "@trunkline/api-contract";

import type { VersionConflict } from "../database/index.ts";
import { ownReport } from "./errors.ts";

/** A document that somebody wanted to change, as sentences name it. */
export interface ConflictSubject {
  /** Such as `flow`; also what error codes begin with. */
  readonly kind: "flow" | "connection" | "rules";
  /** Such as `The flow "order-update"`. */
  readonly subject: string;
  readonly verb: "is" | "are";
}

/** A flow or connection of that name. */
export function documentNamed(kind: "flow" | "connection", name: string): ConflictSubject {
  return { kind, subject: `The ${kind} "${name}"`, verb: "is" };
}

/**
 * The answer to a change that was made from another version than the draft's, and its status: 428
 * where the header is missing, 412 where it is not the draft's.
 */
export function conflictAnswer(
  of: ConflictSubject,
  { given, current }: VersionConflict,
): { readonly status: 412 | 428; readonly body: ConflictAnswer } {
  const versions = { given, current };
  if (current === null) return { status: 412, body: { error: gone(of), versions } };
  if (given === null) return { status: 428, body: { error: missing(of, current), versions } };
  return { status: 412, body: { error: stale(of, given, current), versions } };
}

const codes = {
  flow: "FLOW_CHANGED",
  connection: "CONNECTION_CHANGED",
  rules: "RULES_CHANGED",
} as const;

function stale({ kind, subject, verb }: ConflictSubject, given: number, current: number) {
  return ownReport({
    code: codes[kind],
    title: `The ${kind} ${verb === "is" ? "has" : "have"} been changed meanwhile`,
    message: `${subject} ${verb} at version ${current}, and this change was made from version ${given}.`,
    hint: `Read the ${kind} again, bring the change into what is there and send it with the new ETag.`,
  });
}

function missing({ kind, subject, verb }: ConflictSubject, current: number) {
  return ownReport({
    code: "IF_MATCH_MISSING",
    title: `The ${kind} ${verb} there already`,
    message: `${subject} ${verb} at version ${current}, and the request does not say which version it changes.`,
    hint: `Send If-Match: "${current}" if the change was made from that version, or If-Match: * to replace whatever is there.`,
  });
}

function gone({ kind, subject, verb }: ConflictSubject) {
  return ownReport({
    code: codes[kind],
    title: kind === "rules" ? "There are no rules yet" : `There is no such ${kind} any more`,
    message: `${subject} ${verb} not in this app, and the request changes a version that was there.`,
    hint: "Leave If-Match out to make what is not there.",
  });
}
