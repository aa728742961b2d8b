import { binaryArray } from "../../database/index.ts";
import type { RunRow } from "./run-row.ts";

/**
 * Rows of runs that begin, written in one statement with their first attempts: a run that has sent
 * something is never without its row. Written again, such as for a run that goes again, it only
 * says that the run is under way.
 */
export const runStarts = {
  statement: (first: number) => {
    const parameter = (offset: number, type: string) => `$${first + offset}::${type}[]`;
    return `
    insert into runs (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller,
      status, data_key_id, started_at, delete_after, server, release)
    select app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller, 'running',
      data_key_id, started_at::timestamptz,
      started_at::timestamptz + days * interval '1 day', server, release
    from unnest(${parameter(0, "text")}, ${parameter(1, "text")}, ${parameter(2, "text")},
      ${parameter(3, "text")}, ${parameter(4, "text")}, ${parameter(5, "int")},
      ${parameter(6, "bool")}, ${parameter(7, "text")}, ${parameter(8, "text")},
      ${parameter(9, "text")}, ${parameter(10, "text")}, ${parameter(11, "int")},
      ${parameter(12, "text")}, ${parameter(13, "int")}) as new (app_id, id, flow_id, flow_name,
      kind, version, is_draft, trigger, caller, data_key_id, started_at, days, server, release)
    on conflict (app_id, id) do update set status = excluded.status, server = excluded.server`;
  },

  columns(begun: readonly object[]): Buffer[] {
    const rows = begun as readonly BegunRow[];
    const texts = (of: (row: BegunRow) => string) => binaryArray("text", rows.map(of));
    const numbers = (of: (row: BegunRow) => number | null) => binaryArray("int4", rows.map(of));
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
      texts((row) => row.dataKey),
      texts((row) => row.startedAt.toISOString()),
      numbers((row) => row.retainDays),
      texts((row) => row.server),
      numbers((row) => row.release),
    ];
  },
};

/** The row of a run that begins, and the server that carries it out. */
export interface BegunRow extends RunRow {
  readonly server: string;
}
