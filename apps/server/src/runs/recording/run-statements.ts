import type pg from "pg";

import type { RunRow } from "./run-row.ts";

const writeText = `
  insert into runs (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller,
    status, data_key_id, started_at, ended_at, step_count, error_code, error_title, error_message,
    error_hint, error_block, error_text, sealed_trace, delete_after, server)
  select app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller, status,
    data_key_id, started_at, ended_at, step_count, error_code, error_title, error_message,
    error_hint, error_block, error_text, sealed_trace, started_at + days * interval '1 day', $23
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::boolean[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[],
    $14::int[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
    $21::bytea[], $22::float8[])
    as new (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller, status,
      data_key_id, started_at, ended_at, step_count, error_code, error_title, error_message,
      error_hint, error_block, error_text, sealed_trace, days)
  on conflict (app_id, id) do update set status = excluded.status, server = excluded.server,
    ended_at = excluded.ended_at, step_count = excluded.step_count,
    error_code = excluded.error_code, error_title = excluded.error_title,
    error_message = excluded.error_message, error_hint = excluded.error_hint,
    error_block = excluded.error_block, error_text = excluded.error_text,
    sealed_trace = coalesce(excluded.sealed_trace, runs.sealed_trace)`;

/** Writes runs of this server in one statement; a run that is there is brought up to date. */
export async function writeRuns(
  pool: pg.Pool,
  server: string,
  rows: readonly RunRow[],
): Promise<void> {
  await pool.query({
    name: "runs-write",
    text: writeText,
    values: [...columnsOf(lastOfEach(rows)), server],
  });
}

/** One statement may write a row once. */
function lastOfEach(rows: readonly RunRow[]): RunRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function columnsOf(rows: readonly RunRow[]): unknown[] {
  const column = (of: (row: RunRow) => unknown) => rows.map(of);
  return [
    column((row) => row.app),
    column((row) => row.id),
    column((row) => row.flow),
    column((row) => row.flowName),
    column((row) => row.kind),
    column((row) => row.version),
    column((row) => row.isDraft),
    column((row) => row.trigger),
    column((row) => row.caller),
    column((row) => row.status),
    column((row) => row.dataKey),
    column((row) => row.startedAt),
    column((row) => row.endedAt),
    column((row) => row.stepCount),
    column((row) => row.problem?.code ?? null),
    column((row) => row.problem?.title ?? null),
    column((row) => row.problem?.message ?? null),
    column((row) => row.problem?.hint ?? null),
    column((row) => row.problem?.blockId ?? null),
    column((row) => row.errorText),
    column((row) => row.sealedTrace),
    column((row) => row.retainDays),
  ];
}
