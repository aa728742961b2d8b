import { Pool } from "pg";

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
    // A plan that is kept was made while a table was small, and reads the whole of it ever after.
    options: "-c plan_cache_mode=force_custom_plan",
  });
  pool.on("error", (error) => listener.onConnectionLost(error));
  pool.on("connect", (client) => {
    client.on("error", (error) => listener.onConnectionLost(error));
  });
  return pool;
}
