import type { Database, Id } from "../../database/index.ts";
import type { Identity, IdentityKind } from "../identity.ts";
import { membershipsOf } from "./memberships.ts";

/**
 * Who a user is, read anew with his memberships; null when he is disabled or not there: then whatever
 * he showed opens nothing.
 */
export async function identityOfUser(
  query: Database["query"],
  user: Id<"usr">,
  kind: Exclude<IdentityKind, "server-key">,
): Promise<Identity | null> {
  const row = await query
    .selectFrom("users")
    .select(["name", "is_owner"])
    .where("id", "=", user)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    kind,
    user,
    name: row.name,
    caller: `user:${user}`,
    isOwner: row.is_owner,
    memberships: await membershipsOf(query, user),
  };
}
