import type { AccessRules, Rule } from "@trunkline/api-contract";

const openToAnybody: Rule = [{ group: "Public" }];
const adminAlone: Rule = [];

/** The rule of a Web Hook: where the rules don't name it, its own setting decides. */
export function ruleOfHook(rules: AccessRules, hook: string, access: "key" | "public"): Rule {
  return own(rules.hooks, hook) ?? (access === "public" ? openToAnybody : adminAlone);
}

/** The rule of a command of a connection; null where whoever may call the flow may use it. */
export function ruleOfCommand(
  rules: AccessRules,
  connection: string,
  command: string,
): Rule | null {
  return own(own(rules.commands, connection), command) ?? null;
}

/** What stands under a name that people choose: `constructor` is one like any other. */
function own<Value>(
  named: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return named !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
}
