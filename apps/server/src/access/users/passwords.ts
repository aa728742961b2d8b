import type { Database, Id } from "../../database/index.ts";

/** What better-auth calls accounts whose secret is a password of ours. */
const provider = "credential";

/** Stores the hash of a user's password in the place of whatever was there. */
export async function storePassword(
  query: Database["query"],
  user: Id<"usr">,
  hash: string,
): Promise<void> {
  await query
    .insertInto("accounts")
    .values({
      // A user has one password, so his id will do.
      id: user,
      user_id: user,
      account_id: user,
      provider_id: provider,
      password: hash,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ password: hash, updated_at: new Date() }),
    )
    .execute();
}

/** The hash of a user's password; null where he has none. */
export async function readPassword(
  query: Database["query"],
  user: Id<"usr">,
): Promise<string | null> {
  const row = await query
    .selectFrom("accounts")
    .select("password")
    .where("user_id", "=", user)
    .where("provider_id", "=", provider)
    .executeTakeFirst();
  return row?.password ?? null;
}
