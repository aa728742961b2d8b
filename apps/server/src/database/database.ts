import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";

import type { Tables } from "./schema.ts";

/** The database as the rooms use it: typed queries, and the pool for statements written by hand. */
export interface Database {
  readonly pool: pg.Pool;
  readonly query: Kysely<Tables>;
}

/** Wraps a pool; whoever made the pool ends it. */
export function openDatabase(pool: pg.Pool): Database {
  return { pool, query: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) };
}
