import type { Transaction } from "kysely";

import { type Database, type Id, newId, type Tables } from "../../database/index.ts";
import { UsersError } from "./errors.ts";

/** A user's row. */
export type UserRow = Awaited<ReturnType<typeof findUser>>;

/** @throws UsersError `USER_UNKNOWN`. */
export async function findUser(query: Database["query"], user: string) {
  const row = await selectUser(query, user).executeTakeFirst();
  if (row === undefined) throw unknownUser();
  return row;
}

/**
 * The same, and keeps others from changing him until the transaction ends.
 *
 * @throws UsersError `USER_UNKNOWN`.
 */
export async function lockUser(transaction: Transaction<Tables>, user: string) {
  const row = await selectUser(transaction, user).forUpdate().executeTakeFirst();
  if (row === undefined) throw unknownUser();
  return row;
}

/**
 * The same for whoever only reads: others that read go on, and whoever wants to change him waits.
 *
 * @throws UsersError `USER_UNKNOWN`.
 */
export async function shareUser(transaction: Transaction<Tables>, user: string) {
  const row = await selectUser(transaction, user).forShare().executeTakeFirst();
  if (row === undefined) throw unknownUser();
  return row;
}

/** Inserts a user; e-mail addresses are kept in small letters. */
export async function insertUser(
  transaction: Transaction<Tables>,
  user: { readonly name: string; readonly email: string; readonly isOwner: boolean },
) {
  return transaction
    .insertInto("users")
    .values({
      id: newId("usr"),
      name: user.name,
      email: user.email.toLowerCase(),
      is_owner: user.isOwner,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function selectUser(query: Database["query"], user: string) {
  return query
    .selectFrom("users")
    .selectAll()
    .where("id", "=", user as Id<"usr">);
}

function unknownUser(): UsersError {
  return new UsersError("USER_UNKNOWN", "There is no such user.");
}
