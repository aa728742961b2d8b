import type pg from "pg";

import type { Id } from "../../database/index.ts";
import type { CallKey, CallSettlement, FoundCall, NewCall } from "./call-row.ts";

/** The statements on calls, each one commit. The server's id is the owner of what it stores. */
export interface CallStatements {
  /**
   * Stores new calls and settles others, all in one commit; answers for each, in order, whether it
   * is new, or was still ours to settle.
   */
  write(writes: readonly CallWrite[]): Promise<boolean[]>;
  find(key: CallKey): Promise<FoundCall | null>;
  /** Takes over an open or abandoned one; answers false when somebody else was quicker. */
  reclaim(found: FoundCall): Promise<boolean>;
  /** Says that the server still lives that carries these out. */
  renew(runs: readonly Id<"run">[]): Promise<void>;
  /** Deletes one whose time is over. */
  forget(found: FoundCall): Promise<void>;
}

/** One write of a batch. A call is never in one batch twice: it settles after its insert. */
export type CallWrite =
  | { readonly kind: "insert"; readonly call: NewCall }
  | { readonly kind: "settle"; readonly settled: CallSettlement };

/** For how long a server is believed to live, and a key is kept, in milliseconds. */
export interface CallTimes {
  readonly leaseMs: number;
  readonly keptMs: number;
}

const writeText = `
  with inserted as (
    insert into hook_calls (app_id, hook, is_draft, caller, key_hash, request_digest, run_id,
      flow_id, version, started_at, release, state, owner, lease_until, expires_at)
    select new.*, 'running', $15, clock_timestamp() + $16 * interval '1 millisecond',
      clock_timestamp() + $17 * interval '1 millisecond'
    from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::bytea[], $6::bytea[],
      $7::text[], $8::text[], $9::int[], $10::timestamptz[], $11::int[]) as new
    on conflict (app_id, hook, is_draft, caller, key_hash) do nothing
    returning run_id
  ), settled as (
    update hook_calls set sealed_answer = new.sealed_answer,
      state = case when new.sealed_answer is null then 'open' else 'answered' end
    from unnest($12::text[], $13::int[], $14::bytea[]) as new (run_id, tries, sealed_answer)
    where hook_calls.run_id = new.run_id and hook_calls.tries = new.tries
      and hook_calls.owner = $15
    returning hook_calls.run_id
  )
  select run_id as run from inserted union all select run_id from settled`;

const findText = `
  select run_id as run, flow_id as flow, version, release, started_at as "startedAt", state,
    request_digest as digest, sealed_answer as "sealedAnswer", tries,
    lease_until < clock_timestamp() as "isAbandoned",
    expires_at < clock_timestamp() as "isExpired"
  from hook_calls
  where app_id = $1 and hook = $2 and is_draft = $3 and caller = $4 and key_hash = $5`;

const reclaimText = `
  update hook_calls set state = 'running', owner = $3, tries = tries + 1,
    lease_until = clock_timestamp() + $4 * interval '1 millisecond'
  where run_id = $1 and tries = $2
    and (state = 'open' or (state = 'running' and lease_until < clock_timestamp()))`;

const renewText = `
  update hook_calls set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
  where run_id = any ($1::text[]) and owner = $2 and state = 'running'`;

const forgetText = `
  delete from hook_calls where run_id = $1 and expires_at < clock_timestamp()`;

/** Binds the statements to a pool and an owner. */
export function callStatements(pool: pg.Pool, owner: string, times: CallTimes): CallStatements {
  return {
    async write(writes) {
      const calls = writes.flatMap((write) => (write.kind === "insert" ? [write.call] : []));
      const settled = writes.flatMap((write) => (write.kind === "settle" ? [write.settled] : []));
      const answer = await pool.query<{ run: string }>({
        name: "hook-calls-write",
        text: writeText,
        values: [
          ...insertColumns(calls),
          ...settleColumns(settled),
          owner,
          times.leaseMs,
          times.keptMs,
        ],
      });
      const written = new Set(answer.rows.map((row) => row.run));
      return writes.map((write) =>
        written.has(write.kind === "insert" ? write.call.run : write.settled.run),
      );
    },
    async find(key) {
      const values = [key.app, key.hook, key.isDraft, key.caller, key.keyHash];
      const answer = await pool.query<FoundCall>(findText, values);
      return answer.rows[0] ?? null;
    },
    async reclaim(found) {
      const values = [found.run, found.tries, owner, times.leaseMs];
      const answer = await pool.query(reclaimText, values);
      return answer.rowCount === 1;
    },
    async renew(runs) {
      await pool.query(renewText, [runs, owner, times.leaseMs]);
    },
    async forget(found) {
      await pool.query(forgetText, [found.run]);
    },
  };
}

function insertColumns(calls: readonly NewCall[]): unknown[] {
  return [
    calls.map((one) => one.key.app),
    calls.map((one) => one.key.hook),
    calls.map((one) => one.key.isDraft),
    calls.map((one) => one.key.caller),
    calls.map((one) => one.key.keyHash),
    calls.map((one) => one.digest),
    calls.map((one) => one.run),
    calls.map((one) => one.flow),
    calls.map((one) => one.version),
    calls.map((one) => one.startedAt),
    calls.map((one) => one.release),
  ];
}

function settleColumns(settlements: readonly CallSettlement[]): unknown[] {
  return [
    settlements.map((one) => one.run),
    settlements.map((one) => one.tries),
    settlements.map((one) => one.sealedAnswer),
  ];
}
