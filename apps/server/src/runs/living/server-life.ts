import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

import type { Id } from "../../database/index.ts";

/**
 * Says to other servers that this one is alive: it holds a lock of its own for as long as its
 * connection lives, so a killed process is known to be gone the moment that its sockets close.
 */
export interface ServerLife extends AsyncDisposable {
  readonly server: Id<"srv">;
}

/** The numbers of these locks begin with this one; see `advisoryLocks` for the others. */
const lockSeed = 738_621_192;
const takeAgainMs = 100;

/** Takes the lock and keeps it: a connection that is lost is replaced. */
export async function openServerLife(pool: pg.Pool, server: Id<"srv">): Promise<ServerLife> {
  const stopping = new AbortController();
  let held: pg.PoolClient | null = null;
  const keep = async () => {
    const client = await takeLock(pool, server, stopping.signal);
    if (client === null) return;
    held = client;
    const lose = () => {
      if (held !== client) return;
      held = null;
      client.release(true);
      // Whatever goes wrong here is tried again until it is stopped.
      void keep();
    };
    client.once("error", lose);
    client.once("end", lose);
  };
  await keep();
  return {
    server,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const client = held;
      held = null;
      client?.release(true);
      await Promise.resolve();
    },
  };
}

async function takeLock(
  pool: pg.Pool,
  server: string,
  stopping: AbortSignal,
): Promise<pg.PoolClient | null> {
  while (!stopping.aborted) {
    const client = await tryToTake(pool, server);
    if (client !== null) return client;
    await pause(takeAgainMs, undefined, { ref: false });
  }
  return null;
}

/** Null when the database cannot be reached, or somebody looks at the lock just now. */
async function tryToTake(pool: pg.Pool, server: string): Promise<pg.PoolClient | null> {
  let client: pg.PoolClient | null = null;
  try {
    client = await pool.connect();
    const answer = await client.query<{ taken: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, $2)) as taken",
      [server, lockSeed],
    );
    if (answer.rows[0]?.taken === true) return client;
    client.release();
  } catch {
    // The pool reports why; the next try is soon.
    client?.release(true);
  }
  return null;
}

const goneText = `
  select server from (
    select server, pg_try_advisory_xact_lock(hashtextextended(server, $2)) as is_free
    from (select distinct server from runs where status = 'running' and server <> $1) as known
  ) as looked_at
  where is_free
    and clock_timestamp() - pg_postmaster_start_time() > $3 * interval '1 millisecond'`;

/**
 * The servers that have runs under way and do not hold their lock.
 *
 * @param graceMs For how long after PostgreSQL's own start nobody counts as gone: all servers lost
 *   their locks then, and take them again.
 */
export async function findGoneServers(
  pool: pg.Pool,
  self: string,
  graceMs: number,
): Promise<string[]> {
  const answer = await pool.query<{ server: string }>(goneText, [self, lockSeed, graceMs]);
  return answer.rows.map((row) => row.server);
}
