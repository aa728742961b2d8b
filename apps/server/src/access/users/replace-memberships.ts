import { InputError } from "@trunkline/service-kit";
import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import { fixedGroups, publicGroup } from "../groups/fixed-groups.ts";
import { type NamedMembership, numberOfRole } from "./memberships.ts";

/** A group that came into being with its first member. */
export interface MadeGroup {
  readonly app: Id<"app">;
  readonly name: string;
}

/**
 * Puts memberships in the place of those that a user has. Groups that are not there yet come into
 * being, and are told.
 *
 * @param query A transaction that has locked the user's row; whoever holds it announces the change.
 * @throws InputError with every wrong membership: an unknown app, a group that nobody can be in, the
 * same group twice.
 */
export async function replaceMemberships(
  query: Database["query"],
  user: Id<"usr">,
  memberships: readonly NamedMembership[],
): Promise<readonly MadeGroup[]> {
  const apps = await idsOfApps(query, memberships);
  const problems = memberships.flatMap((one, at) => problemsOf(one, at, memberships, apps));
  if (problems.length > 0) throw new InputError(problems);
  const rows = memberships.flatMap(({ app, group, role }) => {
    const id = apps.get(app);
    const more = { user_id: user, group_name: group, role: numberOfRole(role) };
    return id === undefined ? [] : [{ app_id: id, ...more }];
  });
  await query.deleteFrom("memberships").where("user_id", "=", user).execute();
  const made = await makeGroups(query, rows);
  if (rows.length > 0) await query.insertInto("memberships").values(rows).execute();
  return made;
}

async function idsOfApps(query: Database["query"], memberships: readonly NamedMembership[]) {
  const names = [...new Set(memberships.map(({ app }) => app))];
  if (names.length === 0) return new Map<string, Id<"app">>();
  const rows = await query
    .selectFrom("apps")
    .select(["id", "name"])
    .where("name", "in", names)
    .where("deleting_at", "is", null)
    .execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

function problemsOf(
  { app, group }: NamedMembership,
  at: number,
  all: readonly NamedMembership[],
  apps: ReadonlyMap<string, Id<"app">>,
) {
  const path = `memberships.${at}`;
  const problems = [];
  if (!apps.has(app)) {
    const message = `${path}.app names no app of this server.`;
    problems.push({ path: `${path}.app`, code: "APP_UNKNOWN", message, hint: null });
  }
  const wrongGroup = problemOfGroup(group, `${path}.group`);
  if (wrongGroup !== null) problems.push(wrongGroup);
  if (all.findIndex((one) => one.app === app && one.group === group) !== at) {
    const message = `${path} names a group that another membership names already.`;
    problems.push({ path, code: "GROUP_TWICE", message, hint: "Give each group one role." });
  }
  return problems;
}

/** A fixed group in another spelling would look like it and be none. */
function problemOfGroup(group: string, path: string) {
  const code = "GROUP_FIXED";
  const small = group.toLowerCase();
  if (small === publicGroup.toLowerCase()) {
    const message = `${path} names Public, which nobody can be in.`;
    return { path, code, message, hint: "Public stands for anybody, in rules." };
  }
  const fixed = fixedGroups.find((one) => one.toLowerCase() === small);
  if (fixed === undefined || fixed === group) return null;
  const message = `${path} is spelled unlike the group that every app has.`;
  return { path, code, message, hint: `Write "${fixed}".` };
}

/** Updates what is there already, which locks it: nobody deletes a group while it gets a member. */
async function makeGroups(
  query: Database["query"],
  rows: readonly { app_id: Id<"app">; group_name: string }[],
): Promise<readonly MadeGroup[]> {
  const groups = rows
    .filter(({ group_name }) => !fixedGroups.includes(group_name))
    .map(({ app_id, group_name }) => ({ app_id, name: group_name }))
    // In one order, so that two who do the same wait for each other and for nothing else.
    .toSorted((one, other) => (one.app_id + one.name < other.app_id + other.name ? -1 : 1));
  if (groups.length === 0) return [];
  const there = await query
    .insertInto("groups")
    .values(groups)
    .onConflict((conflict) =>
      conflict
        .columns(["app_id", "name"])
        .doUpdateSet((build) => ({ name: build.ref("excluded.name") })),
    )
    // A row that was updated has been locked for that, and says so.
    .returning(["app_id as app", "name", sql<boolean>`xmax = 0`.as("isNew")])
    .execute();
  return there.filter(({ isNew }) => isNew).map(({ app, name }) => ({ app, name }));
}
