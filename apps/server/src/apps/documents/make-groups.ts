import { faultOf } from "./check-documents.ts";
import type { Saving } from "./save-each.ts";

const fixedGroups = new Set(["admin", "all users", "public"]);

/** Makes the groups that an app does not have yet, and gives their names. */
export async function makeGroups(
  { transaction, app, faults }: Saving,
  names: readonly string[],
): Promise<string[]> {
  const fixed = names.filter((name) => fixedGroups.has(name.toLowerCase()));
  if (fixed.length > 0) {
    faults.push(faultOf("app.json", fixedGroup));
    return [];
  }
  if (names.length === 0) return [];
  const made = await transaction
    .insertInto("groups")
    .values(names.map((name) => ({ app_id: app, name })))
    .onConflict((conflict) => conflict.columns(["app_id", "name"]).doNothing())
    .returning("name")
    .execute();
  return made.map(({ name }) => name);
}

const fixedGroup = {
  path: "groups",
  code: "GROUP_FIXED",
  message: "Every app has the groups Admin, All Users and Public.",
  hint: "Leave them out of the list.",
};
