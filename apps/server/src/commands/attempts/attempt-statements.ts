import { createHash } from "node:crypto";

import { binaryArray, type Database, type Id } from "../../database/index.ts";
import type { AttemptKey, FoundAttempt, NewAttempt, Settlement } from "./attempt-row.ts";
import type { BesideRow, BesideTable } from "./beside-rows.ts";

/** The statements on attempts, each one commit. The server's id is the owner of what it stores. */
export interface AttemptStatements {
  /**
   * Stores new attempts and settles others, all in one commit; answers for each, in order, whether
   * it is new, or was still ours to settle.
   */
  write(writes: readonly AttemptWrite[]): Promise<boolean[]>;
  find(key: AttemptKey): Promise<FoundAttempt | null>;
  /** Takes over a retryable one; answers false when somebody else was quicker. */
  reclaim(app: Id<"app">, found: FoundAttempt): Promise<boolean>;
  /** Marks one whose owner is gone as unknown. */
  markOverdue(app: Id<"app">, found: FoundAttempt): Promise<void>;
}

/** One write of a batch. An attempt is never in one batch twice: it settles after its insert. */
export type AttemptWrite =
  | { readonly kind: "insert"; readonly attempt: NewAttempt }
  | { readonly kind: "settle"; readonly settled: Settlement };

/** How long leases last and what is waited after them, in milliseconds. */
export interface LeaseTimes {
  readonly leaseMs: number;
  readonly overdueAfterMs: number;
}

/** The number of the first parameter that is none of ours. */
const firstBeside = 24;

// One statement and one commit for all, whatever has come together.
const writeText = (beside: BesideTable | null) => `
  with inserted as (
    insert into attempts (app_id, id, connection_id, connection_name, command, caller,
      idempotency_key, key_digest, input_digest, data_key_id, sealed_input, state, owner,
      lease_until)
    select new.*, 'stored', $22, clock_timestamp() + $23 * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::bytea[], $9::bytea[], $10::text[], $11::bytea[]) as new
    on conflict (key_digest) do nothing
    returning id
  ), settled as (
    update attempts set state = new.state, account = new.account, sid = new.sid,
      sealed_result = new.sealed_result, retryable = new.retryable, error_code = new.error_code,
      twilio_code = new.twilio_code,
      settled_at = case when new.state = 'unknown' then null else clock_timestamp() end
    from unnest($12::text[], $13::text[], $14::int[], $15::text[], $16::text[], $17::text[],
      $18::bytea[], $19::boolean[], $20::text[], $21::int[]) as new (app_id, id, tries, state,
      account, sid, sealed_result, retryable, error_code, twilio_code)
    where attempts.app_id = new.app_id and attempts.id = new.id and attempts.owner = $22
      and attempts.tries = new.tries and attempts.state in ('stored', 'unknown', new.state)
    returning attempts.id
  )${beside === null ? "" : `, beside as (${beside.statement(firstBeside)})`}
  select id from inserted union all select id from settled`;

const findText = `
  select id, state, input_digest as digest, sealed_result as "sealedResult",
    coalesce(retryable, false) as retryable, tries,
    extract(epoch from lease_until + $2 * interval '1 millisecond' - clock_timestamp())::float8
      * 1000 as "overdueInMs"
  from attempts
  where key_digest = $1`;

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

/** Binds the statements to a database and an owner. */
export function attemptStatements(
  { pool, writes: writePool }: Database,
  owner: string,
  times: LeaseTimes,
  beside: BesideTable | null,
): AttemptStatements {
  const text = writeText(beside);
  return {
    async write(writes) {
      const attempts = writes.flatMap((write) => (write.kind === "insert" ? [write.attempt] : []));
      const settled = writes.flatMap((write) => (write.kind === "settle" ? [write.settled] : []));
      const answer = await writePool.query<{ id: string }>({
        name: "attempts-write",
        text,
        values: [
          ...insertColumns(attempts),
          ...settleColumns(settled),
          owner,
          times.leaseMs,
          ...(beside?.columns(besideOf(attempts)) ?? []),
        ],
      });
      const written = new Set(answer.rows.map((row) => row.id));
      return writes.map((write) =>
        written.has(write.kind === "insert" ? write.attempt.id : write.settled.claim.id),
      );
    },
    async find(key) {
      const values = [keyDigest(key), times.overdueAfterMs];
      const answer = await pool.query<Omit<FoundAttempt, "isOverdue">>(findText, values);
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

function besideOf(attempts: readonly NewAttempt[]): BesideRow[] {
  return attempts.flatMap((one) => (one.beside === null ? [] : [one.beside]));
}

function insertColumns(attempts: readonly NewAttempt[]): unknown[] {
  return [
    binaryArray(
      "text",
      attempts.map((one) => one.key.app),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.id),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.key.connection),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.connectionName),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.key.command),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.key.caller),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.key.idempotencyKey),
    ),
    binaryArray(
      "bytea",
      attempts.map((one) => keyDigest(one.key)),
    ),
    binaryArray(
      "bytea",
      attempts.map((one) => one.digest),
    ),
    binaryArray(
      "text",
      attempts.map((one) => one.dataKey),
    ),
    binaryArray(
      "bytea",
      attempts.map((one) => one.sealedInput),
    ),
  ];
}

function settleColumns(settlements: readonly Settlement[]): unknown[] {
  return [
    binaryArray(
      "text",
      settlements.map((one) => one.claim.app),
    ),
    binaryArray(
      "text",
      settlements.map((one) => one.claim.id),
    ),
    binaryArray(
      "int4",
      settlements.map((one) => one.claim.tries),
    ),
    binaryArray(
      "text",
      settlements.map((one) => one.state),
    ),
    binaryArray(
      "text",
      settlements.map((one) => one.account),
    ),
    binaryArray(
      "text",
      settlements.map((one) => one.sid),
    ),
    binaryArray(
      "bytea",
      settlements.map((one) => one.sealedResult),
    ),
    binaryArray(
      "bool",
      settlements.map((one) => one.retryable),
    ),
    binaryArray(
      "text",
      settlements.map((one) => one.errorCode),
    ),
    binaryArray(
      "int4",
      settlements.map((one) => one.twilioCode),
    ),
  ];
}

/** SHA-256 of what makes an attempt one, as the migration `0005-attempt-keys` has it too. */
function keyDigest({ app, caller, connection, command, idempotencyKey }: AttemptKey): Buffer {
  const parts = [app, caller, connection, command, idempotencyKey];
  return createHash("sha256").update(parts.join("\n")).digest();
}
