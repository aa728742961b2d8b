import type { AccessRules, FlowProblem, Rule } from "@trunkline/api-contract";

import type { ConnectionService } from "../../connections/index.ts";

/** What rules are checked against. */
export interface RulesSurroundings {
  /** Every group that a rule may name, the fixed ones too. */
  readonly groups: ReadonlySet<string>;
  readonly connections: readonly ConnectionService[];
  readonly hooks: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
}

/** Everything that rules name and that is not there, each with its path. */
export function problemsOfRules(rules: AccessRules, around: RulesSurroundings): FlowProblem[] {
  return [
    ...ofKind("hooks", rules.hooks ?? {}, around),
    ...ofKind("pages", rules.pages ?? {}, around),
    ...ofCommands(rules, around),
  ];
}

const kinds = {
  hooks: { code: "RULE_HOOK_UNKNOWN", what: "Web Hook" },
  pages: { code: "RULE_PAGE_UNKNOWN", what: "page" },
} as const;

function ofKind(
  kind: "hooks" | "pages",
  rules: Readonly<Record<string, Rule>>,
  around: RulesSurroundings,
): FlowProblem[] {
  const { code, what } = kinds[kind];
  return Object.entries(rules).flatMap(([name, rule]) => [
    ...(around[kind].has(name)
      ? []
      : [
          problem(code, `${kind}.${name}`, {
            message: `There is no ${what} "${name}" in this app.`,
            hint: `Save the ${what}, or take its rule out.`,
          }),
        ]),
    ...ofRule(rule, `${kind}.${name}`, around),
  ]);
}

function ofCommands({ commands }: AccessRules, around: RulesSurroundings): FlowProblem[] {
  return Object.entries(commands ?? {}).flatMap(([name, rules]) => {
    const connection = around.connections.find((one) => one.name === name);
    const path = `commands.${name}`;
    const groups = Object.entries(rules).flatMap(([command, rule]) =>
      ofRule(rule, `${path}.${command}`, around),
    );
    if (connection === undefined) return [unknownConnection(name, path), ...groups];
    const { service } = connection;
    const unknown = Object.keys(rules).filter((command) => !service.commands.has(command));
    const wrong = unknown.map((command) =>
      problem("RULE_COMMAND_UNKNOWN", `${path}.${command}`, {
        message: `${service.title} has no command "${command}".`,
        hint: `Its commands: ${[...service.commands.keys()].join(", ")}.`,
      }),
    );
    return [...wrong, ...groups];
  });
}

function unknownConnection(name: string, path: string): FlowProblem {
  return problem("RULE_CONNECTION_UNKNOWN", path, {
    message: `There is no connection "${name}" in this app.`,
    hint: "Save the connection, or take its rules out.",
  });
}

function ofRule(rule: Rule, path: string, { groups }: RulesSurroundings): FlowProblem[] {
  return rule.flatMap(({ group }, index) =>
    groups.has(group)
      ? []
      : [
          problem("RULE_GROUP_UNKNOWN", `${path}.${index}.group`, {
            message: `There is no group "${group}" in this app: this entry lets nobody in.`,
            hint: "Make the group, or take it out of the rule.",
          }),
        ],
  );
}

function problem(
  code: string,
  path: string,
  words: { readonly message: string; readonly hint: string },
): FlowProblem {
  return { code, severity: "error", ...words, blockId: null, path };
}
