import { Type } from "typebox";

import { FlowProblem } from "./flows.ts";
import { Name } from "./primitives.ts";
import { matchHeader, Version } from "./versions.ts";

/** The roles of a group, from the lowest to the highest: whoever has one may do what lower ones may. */
export const roles = [
  "Staff Level 1",
  "Staff Level 2",
  "Supervisor",
  "Manager",
  "Dept Lead",
] as const;

/** A role in a group; the union's type does not follow from a list. */
export const Role = Type.Unsafe<Role>(
  Type.Union(
    roles.map((role) => Type.Literal(role)),
    { expected: `one of ${roles.map((role) => `"${role}"`).join(", ")}` },
  ),
);
export type Role = (typeof roles)[number];

/** A group's name: people write it, so it may have capitals and spaces. */
export const GroupName = Type.String({
  pattern: "^[A-Za-z](?:[A-Za-z0-9 _&'-]{0,48}[A-Za-z0-9])?$",
  expected: "a name of at most 50 letters, digits, spaces and _ & ' - that starts with a letter",
});

/** One way in: members of a group who have at least a role; `Public` is anybody and has no roles. */
export const RuleEntry = Type.Object(
  {
    group: GroupName,
    role: Type.Optional(Role),
  },
  {
    additionalProperties: false,
    expected: "an object with a group and the lowest role",
    description:
      "Without a role, every member. `Public` is anybody, `All Users` every user of the app.",
  },
);
export type RuleEntry = { readonly group: string; readonly role?: Role };

/** A rule: its entries are alternatives, and `Admin` is always in. Empty: `Admin` alone. */
export const Rule = Type.Array(RuleEntry, { maxItems: 50 });
export type Rule = readonly RuleEntry[];

/** Without it, what stands under a name that is none would not be looked at. */
const named = {
  additionalProperties: false,
  hint: "Give rules under names of lower-case letters, digits, dashes and underscores.",
};
const commandId = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9]{0,62}$" });

/**
 * An app's rules. A Web Hook that is not named here follows its own setting `access`; a command that
 * is not named may be used by whoever may call the flow; a page that is not named is for `Admin`.
 */
export const AccessRules = Type.Object(
  {
    hooks: Type.Optional(Type.Record(Name, Rule, named)),
    pages: Type.Optional(Type.Record(Name, Rule, named)),
    commands: Type.Optional(
      Type.Record(Name, Type.Record(commandId, Rule, named), {
        ...named,
        description: "By connection, then by command.",
      }),
    ),
  },
  { additionalProperties: false, expected: "an object" },
);
export interface AccessRules {
  readonly hooks?: Readonly<Record<string, Rule>>;
  readonly pages?: Readonly<Record<string, Rule>>;
  readonly commands?: Readonly<Record<string, Readonly<Record<string, Rule>>>>;
}

/** The header that says which version of the rules a save was made from. */
export const SaveRulesHeaders = matchHeader(
  "The ETag of the version that the change was made from; `*` replaces whatever is there. " +
    "Needed once there is a version.",
);

/** The rules of an app's draft; version 0 is no rules at all. */
export const SavedRules = Type.Object({
  hooks: Type.Record(Name, Rule),
  pages: Type.Record(Name, Rule),
  commands: Type.Record(Name, Type.Record(commandId, Rule)),
  version: Version,
  problems: Type.Array(FlowProblem),
});
/** The same as a type. */
export interface SavedRules extends Required<AccessRules> {
  readonly version: number;
  readonly problems: readonly FlowProblem[];
}
