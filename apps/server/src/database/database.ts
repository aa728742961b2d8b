import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";

import type { Tables } from "./schema.ts";

/** The database as the rooms use it: typed queries, and pools for statements written by hand. */
export interface Database {
  readonly pool: pg.Pool;
  /** For batches of writes alone: its plans are kept, and go by indexes. */
  readonly writes: pg.Pool;
  readonly query: Kysely<Tables>;
}

/** Wraps pools; whoever made them ends them. */
export function openDatabase(pools: { pool: pg.Pool; writes: pg.Pool }): Database {
  const { pool, writes } = pools;
  return { pool, writes, query: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) };
}
