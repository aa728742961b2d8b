import type { Transaction } from "kysely";

import type { Id, Tables } from "../../database/index.ts";
import { UsersError } from "./errors.ts";

/**
 * Locks all owners that are enabled, in one order: of two who would each leave the other as the last
 * one, the second waits and sees what the first did. To be called before any of them is locked alone.
 */
export async function lockOwners(transaction: Transaction<Tables>): Promise<readonly Id<"usr">[]> {
  const rows = await transaction
    .selectFrom("users")
    .select("id")
    .where("is_owner", "=", true)
    .where("disabled_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** @throws UsersError `OWNER_LAST` when nobody would own the server without this user. */
export function refuseLastOwner(owners: readonly Id<"usr">[], user: Id<"usr">): void {
  if (owners.length !== 1 || owners[0] !== user) return;
  throw new UsersError(
    "OWNER_LAST",
    "This is the last owner of the server who is enabled.",
    "Make another user an owner first.",
  );
}
