import { type Role, roles, type Rule, type RuleEntry } from "@trunkline/api-contract";

import { adminGroup, publicGroup } from "./groups/fixed-groups.ts";
import type { Decision, Demand, Identity } from "./identity.ts";

/**
 * Decides whether somebody may go through a door: the one place that does, for routes, Web Hooks
 * and the commands of flows alike. It knows nothing but what it is given.
 *
 * @param identity Null for nobody.
 */
export function decide(identity: Identity | null, demand: Demand): Decision {
  switch (demand.kind) {
    case "anybody":
      return allowed;
    case "owner":
      return opensApi(identity) && identity.isOwner ? allowed : ownerOnly;
    case "signed-in":
      return opensApi(identity) ? allowed : usersOnly;
    case "self":
      return opensApi(identity) && (identity.isOwner || identity.user === demand.user)
        ? allowed
        : selfOnly;
    case "builder":
      return opensApi(identity) && isBuilder(identity, demand) ? allowed : buildersOnly;
    case "rule":
      return isLetIn(identity, demand) ? allowed : refused(demand);
  }
}

const allowed: Decision = { allowed: true };

const ownerOnly: Decision = {
  allowed: false,
  message: "Only the owner of the server may do this.",
  hint: "Ask the owner, or use the owner's key.",
};

const usersOnly: Decision = {
  allowed: false,
  message: "Only users who are signed in or have an API key may do this.",
  hint: "Sign in, or use an API key; a Web Hook Key opens Web Hooks alone.",
};

const selfOnly: Decision = {
  allowed: false,
  message: "Only this user and the owner of the server may do this.",
  hint: "Sign in as this user, or use his API key; a Web Hook Key opens Web Hooks alone.",
};

/** The same for an app that is not there, so that nobody learns which apps there are. */
const buildersOnly: Decision = {
  allowed: false,
  message: "Only builders of this app may do this: its group Admin, and the server's owner.",
  hint: "Ask the owner for the group Admin; a Web Hook Key opens Web Hooks alone.",
};

/** A Web Hook Key says who calls a hook, and is worth nothing at any other door. */
function opensApi(identity: Identity | null): identity is Identity {
  return identity !== null && identity.kind !== "web-hook-key";
}

function isBuilder(identity: Identity, { app }: Demand & { kind: "builder" }): boolean {
  if (identity.isOwner) return true;
  return app !== null && identity.memberships.get(app)?.has(adminGroup) === true;
}

function isLetIn(identity: Identity | null, { app, rule }: Demand & { kind: "rule" }): boolean {
  if (rule.some(({ group }) => group === publicGroup)) return true;
  if (identity === null) return false;
  if (identity.isOwner) return true;
  const groups = identity.memberships.get(app);
  if (groups === undefined) return false;
  return groups.has(adminGroup) || rule.some((entry) => suits(groups, entry));
}

function suits(groups: ReadonlyMap<string, Role>, { group, role }: RuleEntry): boolean {
  const has = groups.get(group);
  if (has === undefined) return false;
  return role === undefined || roles.indexOf(has) >= roles.indexOf(role);
}

function refused({ rule, of }: Demand & { kind: "rule" }): Decision {
  return {
    allowed: false,
    message: `The rule of ${of} does not let this caller in.`,
    hint: `It lets in ${whoIsIn(rule)}.`,
  };
}

/** Such as `Admin, All Users, and Support from Manager on`. */
function whoIsIn(rule: Rule): string {
  const entries = rule.map(({ group, role }) =>
    role === undefined ? group : `${group} from ${role} on`,
  );
  const names = [...new Set([adminGroup, ...entries])];
  if (names.length === 1) return `${adminGroup} alone`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
