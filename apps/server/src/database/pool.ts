import { Pool } from "pg";

import { DatabaseError, isDatabaseAway } from "./errors.ts";

/** What a pool reports: a connection that broke while nobody was using it. */
export interface PoolListener {
  onConnectionLost(error: Error): void;
}

const connectTimeoutMs = 5000;

/**
 * A pool of connections. Errors of idle connections are reported and never thrown: a restart of
 * the database must not end the process.
 */
export function createPool(
  options: { connectionString: string; size: number; name: string },
  listener: PoolListener,
): Pool {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.size,
    application_name: options.name,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  });
  pool.on("error", (error) => listener.onConnectionLost(error));
  pool.on("connect", (client) => {
    client.on("error", (error) => listener.onConnectionLost(error));
  });
  return pool;
}

/**
 * Runs `work` and turns every error that means "the database cannot be reached" into one.
 *
 * @throws DatabaseError `DATABASE_AWAY`; all other errors pass unchanged.
 */
export async function reaching<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError || !isDatabaseAway(error)) throw error;
    throw new DatabaseError("DATABASE_AWAY", "The database cannot be reached.", error);
  }
}
