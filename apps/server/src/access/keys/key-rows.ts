import type { KeyKind, MadeKey, UserKey } from "@trunkline/api-contract";

import { announceChange, type Database, type Id, newId } from "../../database/index.ts";
import { type Deed, record } from "../audit/index.ts";
import { AccessError } from "../errors.ts";
import { UsersError } from "../users/errors.ts";
import { digestOfKey, makeKeyText } from "./key-text.ts";

/** What a key is made with. */
export interface NewKey {
  readonly user: Id<"usr">;
  readonly kind: KeyKind;
  readonly name: string;
}

/**
 * Makes a key. Its text is in the answer alone: what is kept is its digest.
 *
 * @throws UsersError `USER_UNKNOWN`.
 */
export async function createKey(database: Database, made: NewKey, deed: Deed): Promise<MadeKey> {
  const { user, kind, name } = made;
  const key = makeKeyText(kind);
  const digest = Buffer.from(digestOfKey(key), "base64");
  return database.query.transaction().execute(async (transaction) => {
    const owner = await transaction
      .selectFrom("users")
      .select("id")
      .where("id", "=", user)
      .forShare()
      .executeTakeFirst();
    if (owner === undefined) throw new UsersError("USER_UNKNOWN", "There is no such user.");
    const row = await transaction
      .insertInto("user_keys")
      .values({ id: newId("ukey"), user_id: user, kind, name, digest })
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { user, kind };
    await record(transaction, { ...deed, app: null, action: "key.made", subject: row.id, details });
    return { ...toKey(row), key };
  });
}

/** One page of a user's keys, newest first, before the one whose id is `before`. */
export async function listKeys(
  database: Database,
  user: Id<"usr">,
  page: { readonly before: string | null; readonly size: number },
): Promise<UserKey[]> {
  const { before, size } = page;
  const rows = await database.query
    .selectFrom("user_keys")
    .selectAll()
    .where("user_id", "=", user)
    .$if(before !== null, (query) => query.where("id", "<", before as Id<"ukey">))
    .orderBy("id", "desc")
    .limit(size)
    .execute();
  return rows.map(toKey);
}

/**
 * Takes a key away: from then on no server knows it.
 *
 * @param of The user whose key it has to be; null for anybody's.
 * @throws AccessError `KEY_UNKNOWN`, also for a key of somebody else.
 */
export async function revokeKey(
  database: Database,
  key: Id<"ukey">,
  of: Id<"usr"> | null,
  deed: Deed,
): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const row = await transaction
      .deleteFrom("user_keys")
      .where("id", "=", key)
      .$if(of !== null, (query) => query.where("user_id", "=", of as Id<"usr">))
      .returning(["user_id as user", "kind"])
      .executeTakeFirst();
    if (row === undefined) {
      throw new AccessError("KEY_UNKNOWN", "There is no such key.", "List the user's keys.");
    }
    await announceChange(transaction);
    await record(transaction, {
      ...deed,
      app: null,
      action: "key.revoked",
      subject: key,
      details: row,
    });
  });
}

function toKey(row: {
  id: string;
  user_id: string;
  kind: KeyKind;
  name: string;
  created_at: Date;
}): UserKey {
  const { id, user_id: user, kind, name, created_at: createdAt } = row;
  return { id, user, kind, name, createdAt: createdAt.toISOString() };
}
