import type { FlowSummary, FlowVersion } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import { flowsOf, requireFlow } from "./flow-rows.ts";

/** What is told of flows without their documents. */
export interface FlowLists {
  /** One page by name, after the one named `after`. */
  list(app: Id<"app">, page: { after: string | null; size: number }): Promise<FlowSummary[]>;
  /** The kept versions, newest first. @throws AppsError `FLOW_UNKNOWN`. */
  versions(address: { readonly app: Id<"app">; readonly name: string }): Promise<FlowVersion[]>;
}

/** Opens the lists. */
export function openFlowLists(query: Database["query"]): FlowLists {
  return {
    async list(app, page) {
      const rows = await flowsOf(query, app)
        .innerJoin("flow_versions", (join) =>
          join
            .onRef("flow_versions.flow_id", "=", "flows.id")
            .onRef("flow_versions.version", "=", "flows.version"),
        )
        .select("flow_versions.kind as kind")
        .where("flows.deleted_at", "is", null)
        .where("flows.name", ">", page.after ?? "")
        .orderBy("flows.name")
        .limit(page.size)
        .execute();
      return rows.map((row) => ({
        name: row.name,
        kind: row.kind,
        version: row.version,
        liveVersion: row.live_version,
        updatedAt: row.updated_at.toISOString(),
        publishedAt: row.published_at?.toISOString() ?? null,
      }));
    },
    async versions({ app, name }) {
      const flow = await requireFlow(query, app, name);
      const rows = await query
        .selectFrom("flow_versions")
        .select(["version", "saved_at"])
        .where("flow_id", "=", flow.id)
        .orderBy("version", "desc")
        .execute();
      return rows.map((row) => ({
        version: row.version,
        isLive: row.version === flow.live_version,
        isDraft: row.version === flow.version,
        savedAt: row.saved_at.toISOString(),
      }));
    },
  };
}
