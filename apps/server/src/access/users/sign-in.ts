import type { SignIn, User } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { nobody, record } from "../audit/index.ts";
import type { Auth, Client, StartedSession } from "./auth.ts";
import { UsersError } from "./errors.ts";
import type { GuessLimits } from "./guess-limits.ts";
import { readPassword } from "./passwords.ts";
import { showUser } from "./show-user.ts";
import { findUser } from "./user-rows.ts";

const nobodysId = "usr_nobody";

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
  const { limits } = parts;
  refuseGuessing(limits, client, email);
  const auth = await parts.auth();
  const started = await auth.signIn(email, password, client);
  if (started === null) throw await refuse(parts.database, email, client);
  limits.giveBack(client.address, email);
  return tellStarted(parts.database, started, client);
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

async function refuse(database: Database, email: string, client: Client): Promise<UsersError> {
  const known = await database.query
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  // better-auth has left this look-up out, which would tell that there is no such user.
  if (known === undefined) await readPassword(database.query, nobodysId);
  const subject = known?.id ?? "unknown user";
  const entry = { actor: nobody, origin: client.address, app: null, subject };
  await record(database.query, { ...entry, action: "session.refused" });
  return new UsersError(
    "SIGN_IN_REFUSED",
    "The e-mail address or the password is not right, or the user may not sign in.",
    "Whoever forgot his password asks the server's owner for another one.",
  );
}

async function tellStarted(
  { query }: Database,
  { user, cookie }: StartedSession,
  client: Client,
): Promise<SignedIn> {
  const row = await findUser(query, user);
  const actor = { user: row.id, name: row.name };
  const entry = { actor, origin: client.address, app: null, subject: row.id };
  await record(query, { ...entry, action: "session.started" });
  await deleteExpired(query, row.id);
  return { user: await showUser(query, row), cookie };
}

/** Those that nobody showed again after their time. */
async function deleteExpired(query: Database["query"], user: Id<"usr">): Promise<void> {
  await query
    .deleteFrom("sessions")
    .where("user_id", "=", user)
    .where("expires_at", "<", new Date())
    .execute();
}
