import type { Client } from "./auth.ts";
import { replacePassword } from "./change-users.ts";
import { UsersError } from "./errors.ts";
import { readPassword } from "./passwords.ts";
import type { OpenSession } from "./sessions.ts";
import { refuseGuessing, type SignInParts } from "./sign-in.ts";

/**
 * Gives somebody who is signed in another password, and ends all of his sessions but this one.
 *
 * @param passwords The one that he has, and the one that is to be.
 * @throws UsersError `PASSWORD_WRONG`, `RATE_LIMITED`.
 */
export async function changeOwnPassword(
  parts: SignInParts,
  session: OpenSession,
  passwords: { readonly current: string; readonly next: string },
  client: Client,
): Promise<void> {
  const { database, limits } = parts;
  refuseGuessing(limits, client, session.user);
  const auth = await parts.auth();
  const stored = await readPassword(database.query, session.user);
  if (stored === null || !(await auth.verify(stored, passwords.current))) throw wrongPassword();
  limits.giveBack(client.address, session.user);
  const hash = await auth.hash(passwords.next);
  const deed = { actor: session.identity, origin: client.address };
  const own = { session: session.id, proven: stored };
  await database.query
    .transaction()
    .execute((transaction) => replacePassword(transaction, session.user, hash, deed, own));
}

function wrongPassword(): UsersError {
  return new UsersError(
    "PASSWORD_WRONG",
    "The current password is not right.",
    "Whoever forgot his password asks the server's owner for another one.",
  );
}
