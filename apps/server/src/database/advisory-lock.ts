import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

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

async function tryLock(client: pg.PoolClient, lock: number): Promise<boolean> {
  const answer = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
    lock,
  ]);
  return answer.rows[0]?.got === true;
}
