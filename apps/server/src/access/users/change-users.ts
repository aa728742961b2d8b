import type { CreateUser, UpdateUser } from "@trunkline/api-contract";
import type { Transaction } from "kysely";

import { announceChange, type Id, type Tables } from "../../database/index.ts";
import { type Deed, record } from "../audit/index.ts";
import { UsersError } from "./errors.ts";
import { lockOwners, refuseLastOwner } from "./last-owner.ts";
import { lowestRole, membershipsOf, type NamedMembership } from "./memberships.ts";
import { readPassword, storePassword } from "./passwords.ts";
import { recordMemberships } from "./record-memberships.ts";
import { replaceMemberships } from "./replace-memberships.ts";
import { insertUser, lockUser, type UserRow } from "./user-rows.ts";

/** Memberships as requests give them: a role may be missing. */
type MembershipsInput = NonNullable<CreateUser["memberships"]>;

/**
 * Makes a user.
 *
 * @param passwordHash Null for a user who cannot sign in.
 */
export async function createUser(
  transaction: Transaction<Tables>,
  input: CreateUser,
  passwordHash: string | null,
  deed: Deed,
): Promise<UserRow> {
  const { name, email, isOwner = false, memberships = [] } = input;
  const row = await insertUser(transaction, { name, email, isOwner });
  if (passwordHash !== null) await storePassword(transaction, row.id, passwordHash);
  const made = await replaceMemberships(transaction, row.id, memberships.map(withRole));
  const details = { isOwner };
  await tell(transaction, { ...deed, action: "user.created", subject: row.id, details });
  await recordMemberships(transaction, { user: row.id, before: new Map(), made }, deed);
  await announceChange(transaction);
  return row;
}

/** Changes name, e-mail address and whether he owns the server; what is left out stays. */
export async function updateUser(
  transaction: Transaction<Tables>,
  user: string,
  { name, email, isOwner }: UpdateUser,
  deed: Deed,
): Promise<UserRow> {
  const owners = isOwner === false ? await lockOwners(transaction) : [];
  const { id } = await lockUser(transaction, user);
  if (isOwner === false) refuseLastOwner(owners, id);
  const row = await transaction
    .updateTable("users")
    .set({
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email: email.toLowerCase() }),
      ...(isOwner === undefined ? {} : { is_owner: isOwner }),
      updated_at: new Date(),
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const given = { name, email, isOwner };
  const fields = Object.entries(given).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
  const details = { fields, ...(isOwner === undefined ? {} : { isOwner }) };
  await tell(transaction, { ...deed, action: "user.changed", subject: id, details });
  await announceChange(transaction);
  return row;
}

/** Puts memberships in the place of those that he has. */
export async function changeMemberships(
  transaction: Transaction<Tables>,
  user: string,
  memberships: MembershipsInput,
  deed: Deed,
): Promise<UserRow> {
  const row = await lockUser(transaction, user);
  const before = await membershipsOf(transaction, row.id);
  const made = await replaceMemberships(transaction, row.id, memberships.map(withRole));
  await recordMemberships(transaction, { user: row.id, before, made }, deed);
  await announceChange(transaction);
  return row;
}

/** Disables a user and ends his sessions, or enables him: doing either twice changes nothing. */
export async function setDisabled(
  transaction: Transaction<Tables>,
  user: string,
  isDisabled: boolean,
  deed: Deed,
): Promise<UserRow> {
  const owners = isDisabled ? await lockOwners(transaction) : [];
  const before = await lockUser(transaction, user);
  if ((before.disabled_at !== null) === isDisabled) return before;
  if (isDisabled) refuseLastOwner(owners, before.id);
  const row = await transaction
    .updateTable("users")
    .set({ disabled_at: isDisabled ? new Date() : null, updated_at: new Date() })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // Also when he is enabled: one that began while he was being disabled is not to come to life.
  await endSessions(transaction, row.id);
  const action = isDisabled ? "user.disabled" : "user.enabled";
  await tell(transaction, { ...deed, action, subject: row.id });
  await announceChange(transaction);
  return row;
}

/**
 * Gives a user another password and ends his sessions.
 *
 * @param own For one who changes his own: the session that goes on, and the hash of the password that
 * he proved, which is to be his still.
 * @throws UsersError `USER_UNKNOWN`, `PASSWORD_WRONG` when he has another one by now.
 */
export async function replacePassword(
  transaction: Transaction<Tables>,
  user: string,
  hash: string,
  deed: Deed,
  own: { readonly session: Id<"ses">; readonly proven: string } | null = null,
): Promise<UserRow> {
  const row = await lockUser(transaction, user);
  if (own !== null && (await readPassword(transaction, row.id)) !== own.proven) {
    throw new UsersError("PASSWORD_WRONG", "The password was changed in the meantime.");
  }
  await storePassword(transaction, row.id, hash);
  await endSessions(transaction, row.id, own?.session);
  await tell(transaction, { ...deed, action: "password.changed", subject: row.id });
  await announceChange(transaction);
  return row;
}

async function endSessions(
  transaction: Transaction<Tables>,
  user: Id<"usr">,
  except?: Id<"ses">,
): Promise<void> {
  const all = transaction.deleteFrom("sessions").where("user_id", "=", user);
  await (except === undefined ? all : all.where("id", "!=", except)).execute();
}

function withRole({ app, group, role }: MembershipsInput[number]): NamedMembership {
  return { app, group, role: role ?? lowestRole };
}

async function tell(
  transaction: Transaction<Tables>,
  entry: Omit<Parameters<typeof record>[1], "app">,
): Promise<void> {
  await record(transaction, { app: null, ...entry });
}
