import type { AccessRules, ReleaseChange } from "@trunkline/api-contract";
import type { ColumnType, Generated } from "kysely";

import type { Id } from "./ids.ts";

/** The tables of releases and of versions that are not flows'. */
export interface ReleaseTables {
  connection_versions: {
    connection_id: Id<"con">;
    version: number;
    profile_id: Id<"prf">;
    profile_name: string;
    sealed_settings: Buffer;
    saved_at: Generated<Date>;
  };
  rules_versions: {
    app_id: Id<"app">;
    version: number;
    document: ColumnType<AccessRules, string, never>;
    saved_at: Generated<Date>;
  };
  releases: {
    app_id: Id<"app">;
    number: number;
    note: string;
    author: string;
    rules: ColumnType<AccessRules, string, never>;
    changes: ColumnType<ReleaseChange[], string, never>;
    created_at: Generated<Date>;
  };
  release_flows: {
    app_id: Id<"app">;
    number: number;
    name: string;
    flow_id: Id<"flow">;
    kind: "web-hook" | "background-task" | "page";
    version: number;
    published_at: Date;
  };
  release_connections: {
    app_id: Id<"app">;
    number: number;
    name: string;
    connection_id: Id<"con">;
    service: string;
    version: number;
    profile_id: Id<"prf">;
    profile_name: string;
    sealed_settings: Buffer;
  };
}
