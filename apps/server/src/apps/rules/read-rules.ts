import type { AccessRules } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";

/** The rules of the draft and their version; no rules at all are version 0. */
export interface DraftRules {
  readonly rules: AccessRules;
  readonly version: number;
}

/** Reads the rules of an app's draft. */
export async function readRules(query: Database["query"], app: Id<"app">): Promise<DraftRules> {
  const row = await query
    .selectFrom("apps")
    .innerJoin("rules_versions", (join) =>
      join
        .onRef("rules_versions.app_id", "=", "apps.id")
        .onRef("rules_versions.version", "=", "apps.rules_version"),
    )
    .select(["rules_versions.document as rules", "rules_versions.version as version"])
    .where("apps.id", "=", app)
    .executeTakeFirst();
  return row ?? { rules: {}, version: 0 };
}
