import type { ColumnType, Generated } from "kysely";

import type { Id } from "./ids.ts";

/** The tables of flows. */
export interface FlowTables {
  flows: {
    id: Id<"flow">;
    app_id: Id<"app">;
    name: string;
    version: number;
    sealed_signing_secret: Buffer | null;
    deleted_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  flow_versions: {
    flow_id: Id<"flow">;
    version: number;
    kind: "web-hook" | "background-task" | "page";
    /** Read as text, so that it is not parsed and stays as it came. */
    document: ColumnType<never, string, never>;
    saved_at: Generated<Date>;
  };
}
