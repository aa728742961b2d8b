import { Pool } from "pg";

/** What a pool reports: a connection that broke while nobody was using it. */
export interface PoolListener {
  onConnectionLost(error: Error): void;
}

/** How a pool is made. */
export interface PoolOptions {
  readonly connectionString: string;
  readonly size: number;
  readonly name: string;
  /**
   * `fresh` plans each statement for what the tables hold at that moment: a plan that is kept was
   * made while a table was small, and may read the whole of it ever after. `kept` plans each named
   * statement once, by indexes alone: for statements whose one right plan is known.
   */
  readonly plans: "fresh" | "kept";
}

const connectTimeoutMs = 5000;

const planSettings = {
  fresh: "-c plan_cache_mode=force_custom_plan",
  kept:
    "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off " +
    "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off",
} as const;

/**
 * A pool of connections. Errors of idle connections are reported and never thrown: a restart of
 * the database must not end the process.
 */
export function createPool(options: PoolOptions, listener: PoolListener): Pool {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.size,
    application_name: options.name,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    options: planSettings[options.plans],
  });
  pool.on("error", (error) => listener.onConnectionLost(error));
  pool.on("connect", (client) => {
    client.on("error", (error) => listener.onConnectionLost(error));
  });
  return pool;
}
