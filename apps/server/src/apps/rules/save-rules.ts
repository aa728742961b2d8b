import { isDeepStrictEqual } from "node:util";

import type { AccessRules } from "@trunkline/api-contract";

import {
  announceChange,
  conflictOf,
  type Database,
  type Id,
  type VersionConflict,
  type VersionMatch,
} from "../../database/index.ts";
import { lockApp } from "../lock-app.ts";
import { type DraftRules, readRules } from "./read-rules.ts";

type Query = Database["query"];

/** What came of saving rules. */
export type RulesOutcome = ({ readonly kind: "saved" } & DraftRules) | VersionConflict;

const keptVersions = 50;

/**
 * Makes a document the rules of the draft, as their next version. Saving what is there already
 * changes nothing. It locks the app's row.
 *
 * @param match Null is enough before there is a version.
 */
export async function saveRules(
  transaction: Query,
  app: Id<"app">,
  rules: AccessRules,
  match: VersionMatch,
): Promise<RulesOutcome> {
  await lockApp(transaction, app);
  const before = await readRules(transaction, app);
  if (isDeepStrictEqual(before.rules, rules)) return { kind: "saved", ...before };
  const current = before.version === 0 ? null : before.version;
  if (match !== "any" && match !== current) return conflictOf(match, current);
  const version = before.version + 1;
  await transaction
    .insertInto("rules_versions")
    .values({ app_id: app, version, document: JSON.stringify(rules) })
    .execute();
  await transaction
    .updateTable("apps")
    .set({ rules_version: version })
    .where("id", "=", app)
    .execute();
  await transaction
    .deleteFrom("rules_versions")
    .where("app_id", "=", app)
    .where("version", "<=", version - keptVersions)
    .execute();
  await announceChange(transaction);
  return { kind: "saved", rules, version };
}
