import type { User } from "@trunkline/api-contract";

import type { Database } from "../../database/index.ts";
import { namedMemberships } from "./memberships.ts";
import type { UserRow } from "./user-rows.ts";

/** Users as answers show them. */
export async function showUsers(
  query: Database["query"],
  rows: readonly UserRow[],
): Promise<User[]> {
  const ids = rows.map(({ id }) => id);
  const memberships = await namedMemberships(query, ids);
  const withPassword = await usersWithPassword(query, ids);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    isOwner: row.is_owner,
    hasPassword: withPassword.has(row.id),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    memberships: [...(memberships.get(row.id) ?? [])],
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** The same for one. */
export async function showUser(query: Database["query"], row: UserRow): Promise<User> {
  const [user] = await showUsers(query, [row]);
  if (user === undefined) throw new Error("A user was there and is not shown.");
  return user;
}

async function usersWithPassword(
  query: Database["query"],
  ids: readonly UserRow["id"][],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await query
    .selectFrom("accounts")
    .select("user_id")
    .where("user_id", "in", ids)
    .where("password", "is not", null)
    .execute();
  return new Set(rows.map(({ user_id }) => user_id));
}
