import { setTimeout as pause } from "node:timers/promises";

import { type Kysely, sql } from "kysely";
import type pg from "pg";

import type { Tables } from "./schema.ts";

const pollMs = 50;

/** The locks that servers on one database take in turn; the numbers only have to differ. */
export const advisoryLocks = { migrations: 738_621_190, masterKey: 738_621_191 } as const;

/**
 * Runs `work` while this connection holds a lock that one server at a time can have. It polls: the
 * blocking form would keep a snapshot open while it waits.
 */
export async function holdingLock<Value>(
  client: pg.PoolClient,
  lock: number,
  work: () => Promise<Value>,
): Promise<Value> {
  while (!(await tryLock(client, lock))) await pause(pollMs);
  try {
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
  }
}

/** Keeps whoever wants the lock for itself waiting until the transaction ends, and waits for it. */
export async function sharingLock(transaction: Kysely<Tables>, lock: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lock}::bigint)`.execute(transaction);
}

async function tryLock(client: pg.PoolClient, lock: number): Promise<boolean> {
  const answer = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
    lock,
  ]);
  return answer.rows[0]?.got === true;
}
