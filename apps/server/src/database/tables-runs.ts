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
    /** Null for drafts. */
    release: number | null;
  };
  audit_entries: {
    id: Id<"aud">;
    /** Null for what concerns the whole server. */
    app_id: Id<"app"> | null;
    app_name: string | null;
    user_id: Id<"usr"> | null;
    actor: string;
    action: string;
    subject: string;
    origin: string | null;
    /** Written as JSON text. */
    details: ColumnType<Record<string, unknown> | null, string | null, never>;
    at: ColumnType<Date, never, never>;
  };
}
