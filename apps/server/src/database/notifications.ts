import { type Kysely, sql } from "kysely";
import type pg from "pg";

import type { Tables } from "./schema.ts";

const channel = "trunkline_changed";
const reconnectMs = 250;

/** Tells all servers on one database that something they may have cached has changed. */
export interface Notifications extends AsyncDisposable {
  /** True while changes made elsewhere are heard; while it is false, nothing may be cached. */
  readonly isListening: boolean;
}

/** Announces a change; it is heard when the transaction around it commits. */
export async function announceChange(query: Kysely<Tables>): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(query);
}

/**
 * Listens on a connection of its own, taken from the pool, and takes a new one when it is lost.
 *
 * @param onChange Called for every change, and whenever changes may have been missed.
 */
export function listen(pool: pg.Pool, onChange: () => void): Notifications {
  let client: pg.PoolClient | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const lose = (lost: pg.PoolClient, error?: Error) => {
    if (client !== lost) return;
    client = null;
    lost.release(error ?? true);
    onChange();
    if (!stopped) timer = setTimeout(connect, reconnectMs);
  };
  const connect = () => {
    void pool
      .connect()
      .then(async (fresh) => {
        fresh.once("error", (error) => lose(fresh, error));
        fresh.once("end", () => lose(fresh));
        fresh.on("notification", onChange);
        await fresh.query(`listen ${channel}`);
        if (stopped) return fresh.release(true);
        client = fresh;
        onChange();
      })
      .catch(() => {
        // The pool reports why; until the next try nothing is cached, which is safe.
        if (!stopped) timer = setTimeout(connect, reconnectMs);
      });
  };
  connect();
  return {
    get isListening() {
      return client !== null;
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearTimeout(timer);
      const open = client;
      client = null;
      open?.release(true);
      await Promise.resolve();
    },
  };
}
