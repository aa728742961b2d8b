import type { CreateUser, MembershipsInput, UpdateUser, User } from "@trunkline/api-contract";
import type { Transaction } from "kysely";

import { type Database, isUniqueViolation, type Tables } from "../../database/index.ts";
import type { Deed } from "../audit/index.ts";
import type { Auth } from "./auth.ts";
import {
  changeMemberships,
  createUser,
  replacePassword,
  setDisabled,
  updateUser,
} from "./change-users.ts";
import { UsersError } from "./errors.ts";
import { showUser, showUsers } from "./show-user.ts";
import { findUser, type UserRow } from "./user-rows.ts";

/** The users of this server. Whatever changes one is felt by all servers at once. */
export interface Users {
  /** @throws InputError for wrong memberships, UsersError `USER_EXISTS`. */
  create(input: CreateUser, deed: Deed): Promise<User>;
  /** @throws UsersError `USER_UNKNOWN`. */
  read(user: string): Promise<User>;
  /** One page, oldest first, after the one with the id `after`. */
  list(page: { after: string | null; size: number }): Promise<User[]>;
  /** @throws UsersError `USER_UNKNOWN`, `USER_EXISTS`, `OWNER_LAST`. */
  update(user: string, input: UpdateUser, deed: Deed): Promise<User>;
  /** @throws InputError for wrong memberships, UsersError `USER_UNKNOWN`. */
  replaceMemberships(user: string, memberships: MembershipsInput, deed: Deed): Promise<User>;
  /** Gives him another password and ends his sessions. @throws UsersError `USER_UNKNOWN`. */
  setPassword(user: string, password: string, deed: Deed): Promise<void>;
  /** Ends everything that he holds. @throws UsersError `USER_UNKNOWN`, `OWNER_LAST`. */
  disable(user: string, deed: Deed): Promise<User>;
  /** @throws UsersError `USER_UNKNOWN`. */
  enable(user: string, deed: Deed): Promise<User>;
}

/**
 * Opens the store of users.
 *
 * @param onChange Called after every change, as this server would hear of it a moment later only.
 */
export function openUsers(
  database: Database,
  auth: () => Promise<Auth>,
  onChange: () => void,
): Users {
  const { query } = database;
  const change = async (work: (transaction: Transaction<Tables>) => Promise<UserRow>) => {
    const user = await changing(database, work);
    onChange();
    return user;
  };
  return {
    async create(input, deed) {
      const { password } = input;
      const hash = password === undefined ? null : await (await auth()).hash(password);
      return change((transaction) => createUser(transaction, input, hash, deed));
    },
    read: async (user) => showUser(query, await findUser(query, user)),
    async list({ after, size }) {
      const rows = await query
        .selectFrom("users")
        .selectAll()
        .where("id", ">", (after ?? "") as UserRow["id"])
        .orderBy("id")
        .limit(size)
        .execute();
      return showUsers(query, rows);
    },
    update: (user, input, deed) =>
      change((transaction) => updateUser(transaction, user, input, deed)),
    replaceMemberships: (user, memberships, deed) =>
      change((transaction) => changeMemberships(transaction, user, memberships, deed)),
    async setPassword(user, password, deed) {
      // Looked for first: hashing for nobody would only cost time.
      await findUser(query, user);
      const hash = await (await auth()).hash(password);
      await change((transaction) => replacePassword(transaction, user, hash, deed));
    },
    disable: (user, deed) => change((transaction) => setDisabled(transaction, user, true, deed)),
    enable: (user, deed) => change((transaction) => setDisabled(transaction, user, false, deed)),
  };
}

/**
 * Changes a user in one transaction and shows what he is like then.
 *
 * @throws UsersError `USER_EXISTS` when another has the name or e-mail address.
 */
export async function changing(
  database: Database,
  work: (transaction: Transaction<Tables>) => Promise<UserRow>,
): Promise<User> {
  try {
    return await database.query
      .transaction()
      .execute(async (transaction) => showUser(transaction, await work(transaction)));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UsersError("USER_EXISTS", `There is already a user with this ${whatExists(error)}.`);
  }
}

function whatExists(error: unknown): string {
  const isName =
    error instanceof Error && "constraint" in error && error.constraint === "users_by_name";
  return isName ? "name" : "e-mail address";
}
