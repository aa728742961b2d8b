import { type Role, roles } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { allUsersGroup } from "../groups/fixed-groups.ts";

/** The groups that a user is in, by app, each with his role. */
export type Memberships = ReadonlyMap<Id<"app">, ReadonlyMap<string, Role>>;

/** A membership as people write it. */
export interface NamedMembership {
  readonly app: string;
  readonly group: string;
  readonly role: Role;
}

/** The role of whoever was given none. */
export const lowestRole: Role = roles[0];

/** The number that stands for a role in a row: 1 for the lowest. */
export function numberOfRole(role: Role): number {
  return roles.indexOf(role) + 1;
}

/** The role that a row's number stands for. */
export function roleOfNumber(number: number): Role {
  return roles[number - 1] ?? lowestRole;
}

/**
 * The groups that a user is in, read anew. In every app where he is in any, he is in `All Users` too,
 * with the lowest role unless a row says more.
 */
export async function membershipsOf(
  query: Database["query"],
  user: Id<"usr">,
): Promise<Memberships> {
  const rows = await query
    .selectFrom("memberships")
    .select(["app_id as app", "group_name as group", "role"])
    .where("user_id", "=", user)
    .orderBy("group_name")
    .execute();
  const memberships = new Map<Id<"app">, Map<string, Role>>();
  for (const { app, group, role } of rows) {
    const groups = memberships.get(app) ?? new Map<string, Role>([[allUsersGroup, lowestRole]]);
    memberships.set(app, groups.set(group, roleOfNumber(role)));
  }
  return memberships;
}

/** The memberships of some users as they were written, by app and group. */
export async function namedMemberships(
  query: Database["query"],
  users: readonly Id<"usr">[],
): Promise<ReadonlyMap<Id<"usr">, readonly NamedMembership[]>> {
  const named = new Map<Id<"usr">, NamedMembership[]>(users.map((user) => [user, []]));
  if (users.length === 0) return named;
  const rows = await query
    .selectFrom("memberships")
    .innerJoin("apps", "apps.id", "memberships.app_id")
    .select(["user_id as user", "apps.name as app", "group_name as group", "role"])
    .where("user_id", "in", users)
    .orderBy("apps.name")
    .orderBy("group_name")
    .execute();
  for (const { user, app, group, role } of rows) {
    named.get(user)?.push({ app, group, role: roleOfNumber(role) });
  }
  return named;
}
