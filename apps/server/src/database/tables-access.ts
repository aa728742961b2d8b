import type { Generated } from "kysely";

import type { Id } from "./ids.ts";

/** The tables of users, their sessions and keys, and of groups. */
export interface AccessTables {
  users: {
    id: Id<"usr">;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: string | null;
    is_owner: Generated<boolean>;
    disabled_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  sessions: {
    id: string;
    user_id: Id<"usr">;
    token: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  accounts: {
    id: string;
    user_id: Id<"usr">;
    account_id: string;
    provider_id: string;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: Date | null;
    refresh_token_expires_at: Date | null;
    scope: string | null;
    password: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  user_keys: {
    id: Id<"ukey">;
    user_id: Id<"usr">;
    kind: "api" | "web-hook";
    name: string;
    /** SHA-256 of the key. */
    digest: Buffer;
    created_at: Generated<Date>;
  };
  owner_links: {
    only_row: Generated<boolean>;
    /** SHA-256 of the token. */
    digest: Buffer;
    expires_at: Date;
  };
  groups: { app_id: Id<"app">; name: string; created_at: Generated<Date> };
  memberships: {
    user_id: Id<"usr">;
    app_id: Id<"app">;
    group_name: string;
    /** 1 to 5, from the lowest to the highest. */
    role: number;
  };
}
