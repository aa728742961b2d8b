import type pg from "pg";

import type { Id } from "../../database/index.ts";
import type { AttemptKey, FoundAttempt, NewAttempt, Settlement } from "./attempt-row.ts";

/** The statements on attempts, each one commit. The server's id is the owner of what it stores. */
export interface AttemptStatements {
  /** Stores many at once; answers for each whether it is new. */
  insert(attempts: readonly NewAttempt[]): Promise<boolean[]>;
  /** Settles many at once; answers for each whether it was still ours to settle. */
  settle(settlements: readonly Settlement[]): Promise<boolean[]>;
  find(key: AttemptKey): Promise<FoundAttempt | null>;
  /** Takes over a retryable one; answers false when somebody else was quicker. */
  reclaim(app: Id<"app">, found: FoundAttempt): Promise<boolean>;
  /** Marks one whose owner is gone as unknown. */
  markOverdue(app: Id<"app">, found: FoundAttempt): Promise<void>;
}

/** How long leases last and what is waited after them, in milliseconds. */
export interface LeaseTimes {
  readonly leaseMs: number;
  readonly overdueAfterMs: number;
}

const insertText = `
  insert into attempts (app_id, id, connection_id, connection_name, command, caller,
    idempotency_key, input_digest, data_key_id, sealed_input, state, owner, lease_until)
  select new.*, 'stored', $11, clock_timestamp() + $12 * interval '1 millisecond'
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
    $7::text[], $8::bytea[], $9::text[], $10::bytea[]) as new
  on conflict (app_id, caller, connection_id, command, idempotency_key) do nothing
  returning id`;

const settleText = `
  update attempts set state = new.state, account = new.account, sid = new.sid,
    sealed_result = new.sealed_result, retryable = new.retryable, error_code = new.error_code,
    twilio_code = new.twilio_code,
    settled_at = case when new.state = 'unknown' then null else clock_timestamp() end
  from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[],
    $7::bytea[], $8::boolean[], $9::text[], $10::int[]) as new (app_id, id, tries, state, account,
    sid, sealed_result, retryable, error_code, twilio_code)
  where attempts.app_id = new.app_id and attempts.id = new.id and attempts.owner = $11
    and attempts.tries = new.tries and attempts.state in ('stored', 'unknown', new.state)
  returning attempts.id`;

const findText = `
  select id, state, input_digest as digest, sealed_result as "sealedResult",
    coalesce(retryable, false) as retryable, tries,
    extract(epoch from lease_until + $6 * interval '1 millisecond' - clock_timestamp())::float8
      * 1000 as "overdueInMs"
  from attempts
  where app_id = $1 and caller = $2 and connection_id = $3 and command = $4
    and idempotency_key = $5`;

const reclaimText = `
  update attempts set state = 'stored', owner = $4, tries = tries + 1, settled_at = null,
    sealed_result = null, retryable = null, error_code = null, twilio_code = null,
    lease_until = clock_timestamp() + $5 * interval '1 millisecond'
  where app_id = $1 and id = $2 and tries = $3 and state = 'not-done' and retryable
  returning id`;

const overdueText = `
  update attempts set state = 'unknown', error_code = 'OUTCOME_UNKNOWN'
  where app_id = $1 and id = $2 and tries = $3 and state = 'stored'
    and lease_until + $4 * interval '1 millisecond' < clock_timestamp()`;

/** Binds the statements to a pool and an owner. */
export function attemptStatements(
  pool: pg.Pool,
  owner: string,
  times: LeaseTimes,
): AttemptStatements {
  return {
    async insert(attempts) {
      const answer = await pool.query<{ id: string }>({
        name: "attempts-insert",
        text: insertText,
        values: [...insertColumns(attempts), owner, times.leaseMs],
      });
      const stored = new Set(answer.rows.map((row) => row.id));
      return attempts.map((attempt) => stored.has(attempt.id));
    },
    async settle(settlements) {
      const answer = await pool.query<{ id: string }>({
        name: "attempts-settle",
        text: settleText,
        values: [...settleColumns(settlements), owner],
      });
      const settled = new Set(answer.rows.map((row) => row.id));
      return settlements.map((settlement) => settled.has(settlement.claim.id));
    },
    async find(key) {
      const { app, caller, connection, command, idempotencyKey } = key;
      const answer = await pool.query<Omit<FoundAttempt, "isOverdue">>(findText, [
        app,
        caller,
        connection,
        command,
        idempotencyKey,
        times.overdueAfterMs,
      ]);
      const row = answer.rows[0];
      return row === undefined ? null : { ...row, isOverdue: row.overdueInMs < 0 };
    },
    async reclaim(app, found) {
      const values = [app, found.id, found.tries, owner, times.leaseMs];
      const answer = await pool.query(reclaimText, values);
      return answer.rowCount === 1;
    },
    async markOverdue(app, found) {
      await pool.query(overdueText, [app, found.id, found.tries, times.overdueAfterMs]);
    },
  };
}

function insertColumns(attempts: readonly NewAttempt[]): unknown[] {
  return [
    attempts.map((one) => one.key.app),
    attempts.map((one) => one.id),
    attempts.map((one) => one.key.connection),
    attempts.map((one) => one.connectionName),
    attempts.map((one) => one.key.command),
    attempts.map((one) => one.key.caller),
    attempts.map((one) => one.key.idempotencyKey),
    attempts.map((one) => one.digest),
    attempts.map((one) => one.dataKey),
    attempts.map((one) => one.sealedInput),
  ];
}

function settleColumns(settlements: readonly Settlement[]): unknown[] {
  return [
    settlements.map((one) => one.claim.app),
    settlements.map((one) => one.claim.id),
    settlements.map((one) => one.claim.tries),
    settlements.map((one) => one.state),
    settlements.map((one) => one.account),
    settlements.map((one) => one.sid),
    settlements.map((one) => one.sealedResult),
    settlements.map((one) => one.retryable),
    settlements.map((one) => one.errorCode),
    settlements.map((one) => one.twilioCode),
  ];
}
