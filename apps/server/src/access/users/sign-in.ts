import type { SignIn, User } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { nobody, record } from "../audit/index.ts";
import type { Auth, Client, StartedSession } from "./auth.ts";
import { UsersError } from "./errors.ts";
import type { GuessLimits } from "./guess-limits.ts";
import { readPassword } from "./passwords.ts";
import { showUser } from "./show-user.ts";
import { shareUser } from "./user-rows.ts";

/** Somebody who has just signed in. */
export interface SignedIn {
  readonly user: User;
  /** A `Set-Cookie` header's value; what it holds stands nowhere else. */
  readonly cookie: string;
}

/** What signing in needs. */
export interface SignInParts {
  readonly database: Database;
  readonly auth: () => Promise<Auth>;
  readonly limits: GuessLimits;
}

/**
 * Signs somebody in. Whatever is wrong is answered alike and costs alike, so that nobody learns which
 * e-mail addresses there are.
 *
 * @throws UsersError `SIGN_IN_REFUSED`, `RATE_LIMITED`.
 */
export async function signIn(
  parts: SignInParts,
  { email, password }: SignIn,
  client: Client,
): Promise<SignedIn> {
  const { database, limits } = parts;
  refuseGuessing(limits, client, email);
  const auth = await parts.auth();
  const known = await readKnown(database, email);
  const started = await auth.signIn(email, password, client);
  if (started === null) throw await refuse(database, known, client);
  const user = await settle(database, started, known, client);
  if (user === null) throw await refuse(database, known, client);
  limits.giveBack(client.address, email);
  return { user, cookie: started.cookie };
}

/**
 * Takes a guess at a password.
 *
 * @throws UsersError `RATE_LIMITED`.
 */
export function refuseGuessing(limits: GuessLimits, client: Client, target: string): void {
  const waitMs = limits.take(client.address, target);
  if (waitMs === 0) return;
  throw new UsersError(
    "RATE_LIMITED",
    "There were too many wrong guesses from this address.",
    "Wait as long as Retry-After says; users elsewhere are not kept from signing in.",
    waitMs,
  );
}

/** A user and his password, as they were before anything was proved. */
interface Known {
  readonly id: Id<"usr">;
  readonly hash: string | null;
}

async function readKnown({ query }: Database, email: string): Promise<Known | null> {
  const row = await query
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  // Looked up for nobody too, or the time would tell that there is no such user.
  const hash = await readPassword(query, row?.id ?? "usr_nobody");
  return row === undefined ? null : { id: row.id, hash };
}

async function refuse(
  { query }: Database,
  known: Known | null,
  client: Client,
): Promise<UsersError> {
  // better-auth looks for a password only where there is a user.
  if (known === null) await readPassword(query, "usr_nobody");
  const subject = known?.id ?? "unknown user";
  const entry = { actor: nobody, origin: client.address, app: null, subject };
  await record(query, { ...entry, action: "session.refused" });
  return new UsersError(
    "SIGN_IN_REFUSED",
    "The e-mail address or the password is not right, or the user may not sign in.",
    "Whoever forgot his password asks the server's owner for another one.",
  );
}

/**
 * Lets a session that has begun go on, unless its user was disabled or given another password while
 * the one before was being proved: whatever ended his sessions came too early for this one.
 */
async function settle(
  database: Database,
  started: StartedSession,
  known: Known | null,
  client: Client,
): Promise<User | null> {
  return database.query.transaction().execute(async (transaction) => {
    const row = await shareUser(transaction, started.user);
    const hash = await readPassword(transaction, row.id);
    if (row.disabled_at !== null || hash !== known?.hash) {
      await transaction.deleteFrom("sessions").where("token", "=", started.token).execute();
      return null;
    }
    const actor = { user: row.id, name: row.name };
    const entry = { actor, origin: client.address, app: null, subject: row.id };
    await record(transaction, { ...entry, action: "session.started" });
    await deleteExpired(transaction, row.id);
    return showUser(transaction, row);
  });
}

/** Those that nobody showed again after their time. */
async function deleteExpired(query: Database["query"], user: Id<"usr">): Promise<void> {
  await query
    .deleteFrom("sessions")
    .where("user_id", "=", user)
    .where("expires_at", "<", new Date())
    .execute();
}
