import type { ColumnType, Generated } from "kysely";

import type { Id } from "./ids.ts";
import type { AccessTables } from "./tables-access.ts";
import type { FlowTables } from "./tables-flows.ts";
import type { ReleaseTables } from "./tables-releases.ts";
import type { RunTables } from "./tables-runs.ts";

type Instant = ColumnType<Date, never, never>;
type Json<Value> = ColumnType<Value, string, string>;

/** The tables as Kysely knows them; the truth is in `migrations/`. */
export interface Tables extends AccessTables, FlowTables, ReleaseTables, RunTables {
  vault_state: { only_row: Generated<boolean>; check_key: Buffer; check_envelope: Buffer };
  apps: {
    id: Id<"app">;
    name: string;
    created_at: Instant;
    /** The number of the newest release; 0 before the first. */
    last_release: Generated<number>;
    live_release: number | null;
    /** 0 before the first save. */
    rules_version: Generated<number>;
    archived_at: Date | null;
    deleting_at: Date | null;
  };
  data_keys: {
    id: Id<"key">;
    /** Null for the key of sessions alone. */
    app_id: Id<"app"> | null;
    purpose: "profile" | "contents" | "sessions";
    wrapped: Buffer;
    master_key_id: string;
    created_at: Instant;
  };
  profiles: {
    id: Id<"prf">;
    app_id: Id<"app">;
    name: string;
    service: string;
    data_key_id: Id<"key">;
    hints: Json<Record<string, string>>;
    created_at: Instant;
    updated_at: ColumnType<Date, never, Date>;
  };
  profile_values: { profile_id: Id<"prf">; field: string; sealed: Buffer };
  connections: {
    id: Id<"con">;
    app_id: Id<"app">;
    name: string;
    service: string;
    /** Null once it is deleted. */
    profile_id: Id<"prf"> | null;
    sealed_settings: Buffer;
    version: Generated<number>;
    deleted_at: Date | null;
    created_at: Instant;
    updated_at: ColumnType<Date, never, Date>;
  };
  attempts: {
    id: Id<"att">;
    app_id: Id<"app">;
    connection_id: Id<"con">;
    connection_name: string;
    command: string;
    caller: string;
    idempotency_key: string;
    /** SHA-256 of app, caller, connection, command and key. */
    key_digest: Buffer;
    input_digest: Buffer;
    data_key_id: Id<"key">;
    sealed_input: Buffer | null;
    state: "stored" | "done" | "not-done" | "unknown";
    owner: string;
    lease_until: Date;
    tries: Generated<number>;
    account: string | null;
    sid: string | null;
    sealed_result: Buffer | null;
    retryable: boolean | null;
    error_code: string | null;
    twilio_code: number | null;
    created_at: Instant;
    settled_at: Date | null;
  };
}
