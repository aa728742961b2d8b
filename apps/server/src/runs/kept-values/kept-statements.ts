import type pg from "pg";

import type { KeptAddress } from "./kept-row.ts";

/** A sealed value and for how long it is kept. */
export interface NewKept {
  readonly sealed: Buffer;
  /** Null for a value that does not expire. */
  readonly seconds: number | null;
  /** The run and step that keeps it. */
  readonly by: string;
}

/** The statements of kept values, one each; expiry goes by the database's clock. */
export interface KeptStatements {
  find(address: KeptAddress): Promise<Buffer | null>;
  keep(address: KeptAddress, value: NewKept): Promise<void>;
  /** True when it was kept: nothing was there, it had expired, or the same step had kept it. */
  keepIfAbsent(address: KeptAddress, value: NewKept): Promise<boolean>;
  forget(address: KeptAddress): Promise<void>;
}

const findText = `
  select sealed_value as sealed from kept_values
  where app_id = $1 and key_hash = $2 and (expires_at is null or expires_at > clock_timestamp())`;

const keepText = `
  insert into kept_values (app_id, key_hash, data_key_id, sealed_value, kept_by, expires_at)
  values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 second')
  on conflict (app_id, key_hash) do update set data_key_id = excluded.data_key_id,
    sealed_value = excluded.sealed_value, kept_by = excluded.kept_by,
    expires_at = excluded.expires_at`;

const keepIfAbsentText = `${keepText}
  where kept_values.expires_at <= clock_timestamp() or kept_values.kept_by = excluded.kept_by`;

const forgetText = "delete from kept_values where app_id = $1 and key_hash = $2";

/** Binds the statements to a pool. */
export function keptStatements(pool: pg.Pool): KeptStatements {
  return {
    async find({ app, keyHash }) {
      const answer = await pool.query<{ sealed: Buffer }>(findText, [app, keyHash]);
      return answer.rows[0]?.sealed ?? null;
    },
    async keep(address, value) {
      await pool.query(keepText, valuesOf(address, value));
    },
    async keepIfAbsent(address, value) {
      const answer = await pool.query(keepIfAbsentText, valuesOf(address, value));
      return answer.rowCount === 1;
    },
    async forget({ app, keyHash }) {
      await pool.query(forgetText, [app, keyHash]);
    },
  };
}

function valuesOf({ app, keyHash, contents }: KeptAddress, { sealed, by, seconds }: NewKept) {
  return [app, keyHash, contents.id, sealed, by, seconds];
}
