import type { Group, Member } from "@trunkline/api-contract";
import { sql } from "kysely";

import { announceChange, type Database, type Id, isUniqueViolation } from "../../database/index.ts";
import { type Deed, record } from "../audit/index.ts";
import { AccessError } from "../errors.ts";
import { roleOfNumber } from "../users/memberships.ts";
import { adminGroup, allUsersGroup, fixedGroups } from "./fixed-groups.ts";

/** A group's place. */
interface GroupAddress {
  readonly app: Id<"app">;
  readonly name: string;
}

/**
 * Makes a free group, which nobody is in yet.
 *
 * @throws AccessError `GROUP_EXISTS`, `GROUP_FIXED` for the name of one that every app has.
 */
export async function createGroup(
  database: Database,
  { app, name }: GroupAddress,
  deed: Deed,
): Promise<Group> {
  refuseFixed(name);
  try {
    await database.query.transaction().execute(async (transaction) => {
      await transaction.insertInto("groups").values({ app_id: app, name }).execute();
      await record(transaction, { ...deed, app, action: "group.made", subject: name });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AccessError("GROUP_EXISTS", `There is already a group "${name}" in this app.`);
  }
  return { name, isFixed: false, memberCount: 0 };
}

/**
 * Deletes a free group; its memberships go with it. Rules that name it let nobody in by it.
 *
 * @throws AccessError `GROUP_UNKNOWN`, `GROUP_FIXED`.
 */
export async function deleteGroup(
  database: Database,
  { app, name }: GroupAddress,
  deed: Deed,
): Promise<void> {
  refuseFixed(name);
  await database.query.transaction().execute(async (transaction) => {
    const row = await transaction
      .deleteFrom("groups")
      .where("app_id", "=", app)
      .where("name", "=", name)
      .returning("name")
      .executeTakeFirst();
    if (row === undefined) {
      throw new AccessError("GROUP_UNKNOWN", `There is no group "${name}" in this app.`);
    }
    const gone = await transaction
      .deleteFrom("memberships")
      .where("app_id", "=", app)
      .where("group_name", "=", name)
      .executeTakeFirst();
    await announceChange(transaction);
    const details = { memberships: Number(gone.numDeletedRows) };
    await record(transaction, { ...deed, app, action: "group.deleted", subject: name, details });
  });
}

/** Every group of an app that somebody can be in, the fixed ones first. */
export async function listGroups(database: Database, app: Id<"app">): Promise<Group[]> {
  const { rows } = await database.pool.query<{ name: string; members: number }>(
    `select name, (select count(*)::int from memberships m
                    where m.app_id = $1 and m.group_name = names.name) as members
       from (select name from groups where app_id = $1 union select $2) as names
      order by name`,
    [app, adminGroup],
  );
  const users = await database.pool.query<{ members: number }>(
    "select count(distinct user_id)::int as members from memberships where app_id = $1",
    [app],
  );
  const toGroup = ({ name, members }: { name: string; members: number }): Group => ({
    name,
    isFixed: fixedGroups.includes(name),
    memberCount: members,
  });
  const everybody = { name: allUsersGroup, members: users.rows[0]?.members ?? 0 };
  const all = [...rows, everybody].map(toGroup);
  return [...all.filter(({ isFixed }) => isFixed), ...all.filter(({ isFixed }) => !isFixed)];
}

/** One page of the users who are in some group of an app, by id, after the one named `after`. */
export async function listMembers(
  database: Database,
  app: Id<"app">,
  page: { readonly after: string | null; readonly size: number },
): Promise<Member[]> {
  const rows = await database.query
    .selectFrom("memberships")
    .innerJoin("users", "users.id", "memberships.user_id")
    .select([
      "users.id as user",
      "users.name as name",
      "users.disabled_at as disabledAt",
      sql<{ group: string; role: number }[]>`json_agg(json_build_object(
        'group', group_name, 'role', role) order by group_name)`.as("memberships"),
    ])
    .where("app_id", "=", app)
    .where("users.id", ">", (page.after ?? "") as Id<"usr">)
    .groupBy("users.id")
    .orderBy("users.id")
    .limit(page.size)
    .execute();
  return rows.map(({ user, name, disabledAt, memberships }) => ({
    user,
    name,
    isDisabled: disabledAt !== null,
    memberships: memberships.map(({ group, role }) => ({ group, role: roleOfNumber(role) })),
  }));
}

function refuseFixed(name: string): void {
  const fixed = fixedGroups.find((one) => one.toLowerCase() === name.toLowerCase());
  if (fixed === undefined) return;
  throw new AccessError(
    "GROUP_FIXED",
    `Every app has the group ${fixed}; it is neither made nor deleted.`,
    "Choose another name.",
  );
}
