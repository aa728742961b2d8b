import type { AccessRules } from "@trunkline/api-contract";
import type { ErrorReport } from "@trunkline/service-kit";

import { decide, type Identity, ruleOfCommand } from "../access/index.ts";
import type { Id } from "../database/index.ts";
import { CommandError } from "./errors.ts";

/** For whom a command is executed in the end; null for nobody whom anybody knows. */
export type Asker = Identity | null;

/** What decides whether somebody may use a command through a flow. */
export interface CommandAccess {
  readonly app: Id<"app">;
  readonly asker: Asker;
  /** Those of the release that the flow belongs to, or of the draft. */
  readonly rules: AccessRules;
}

/**
 * Refuses a command whose rule does not let its asker in. One that no rule names is for whoever may
 * call the flow.
 *
 * @throws CommandError `ACCESS_REFUSED`.
 */
export function refuseByRule(access: CommandAccess, connection: string, command: string): void {
  const { app, asker, rules } = access;
  const rule = ruleOfCommand(rules, connection, command);
  if (rule === null) return;
  const of = `the command "${command}" of the connection "${connection}"`;
  const decision = decide(asker, { kind: "rule", app, rule, of });
  if (!decision.allowed) throw new CommandError(refused(decision.message, decision.hint));
}

function refused(message: string, hint: string): ErrorReport {
  return {
    code: "ACCESS_REFUSED",
    title: "The access rules refuse this",
    message,
    hint,
    status: null,
    twilioCode: null,
    moreInfo: null,
    requestId: null,
    retryable: false,
    outcome: "not-done",
  };
}
