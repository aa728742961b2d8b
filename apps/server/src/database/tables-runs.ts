import type { ColumnType } from "kysely";

import type { Id } from "./ids.ts";

/** The tables of runs, of what flows keep, and of the audit. */
export interface RunTables {
  runs: {
    id: Id<"run">;
    app_id: Id<"app">;
    flow_id: Id<"flow">;
    flow_name: string;
    kind: "web-hook" | "background-task" | "page";
    version: number;
    is_draft: boolean;
    trigger: string;
    caller: string;
    status:
      | "running"
      | "waiting"
      | "paused"
      | "finished"
      | "failed"
      | "unknown"
      | "cancelled"
      | "interrupted";
    server: string;
    data_key_id: Id<"key">;
    started_at: Date;
    ended_at: Date | null;
    step_count: number;
    error_code: string | null;
    error_title: string | null;
    error_message: string | null;
    error_hint: string | null;
    error_block: string | null;
    error_text: string | null;
    sealed_trace: Buffer | null;
    delete_after: Date;
  };
  audit_entries: {
    id: Id<"aud">;
    app_id: Id<"app">;
    actor: string;
    action: string;
    subject: string;
    origin: string | null;
    at: ColumnType<Date, never, never>;
  };
}
