import type pg from "pg";

import { binaryArray } from "../../database/index.ts";
import type { RunRow } from "./run-row.ts";

const writeText = `
  insert into runs (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller,
    status, data_key_id, started_at, ended_at, step_count, error_code, error_title, error_message,
    error_hint, error_block, error_text, sealed_trace, delete_after, server, release)
  select app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller, status,
    data_key_id, started_at::timestamptz, ended_at::timestamptz, step_count, error_code,
    error_title, error_message, error_hint, error_block, error_text, sealed_trace,
    started_at::timestamptz + days * interval '1 day', $24, release
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::boolean[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
    $14::int[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
    $21::bytea[], $22::int[], $23::int[])
    as new (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller, status,
      data_key_id, started_at, ended_at, step_count, error_code, error_title, error_message,
      error_hint, error_block, error_text, sealed_trace, days, release)
  on conflict (app_id, id) do update set status = excluded.status, server = excluded.server,
    ended_at = excluded.ended_at, step_count = excluded.step_count,
    error_code = excluded.error_code, error_title = excluded.error_title,
    error_message = excluded.error_message, error_hint = excluded.error_hint,
    error_block = excluded.error_block, error_text = excluded.error_text,
    sealed_trace = coalesce(excluded.sealed_trace, runs.sealed_trace)`;

/**
 * Writes runs of this server in one statement; a run that is there is brought up to date.
 *
 * @param pool One whose plans are kept: the primary key is all that the statement needs.
 */
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

function columnsOf(rows: readonly RunRow[]): Buffer[] {
  const texts = (of: (row: RunRow) => string | null) => binaryArray("text", rows.map(of));
  const numbers = (of: (row: RunRow) => number | null) => binaryArray("int4", rows.map(of));
  return [
    texts((row) => row.app),
    texts((row) => row.id),
    texts((row) => row.flow),
    texts((row) => row.flowName),
    texts((row) => row.kind),
    numbers((row) => row.version),
    binaryArray(
      "bool",
      rows.map((row) => row.isDraft),
    ),
    texts((row) => row.trigger),
    texts((row) => row.caller),
    texts((row) => row.status),
    texts((row) => row.dataKey),
    texts((row) => row.startedAt.toISOString()),
    texts((row) => row.endedAt?.toISOString() ?? null),
    numbers((row) => row.stepCount),
    texts((row) => row.problem?.code ?? null),
    texts((row) => row.problem?.title ?? null),
    texts((row) => row.problem?.message ?? null),
    texts((row) => row.problem?.hint ?? null),
    texts((row) => row.problem?.blockId ?? null),
    texts((row) => row.errorText),
    binaryArray(
      "bytea",
      rows.map((row) => row.sealedTrace),
    ),
    numbers((row) => row.retainDays),
    numbers((row) => row.release),
  ];
}
