import type { Me } from "@trunkline/api-contract";

import type { Database } from "../../database/index.ts";
import type { Identity } from "../identity.ts";

/** Who asks, with his groups by the names of apps. */
export async function describeMe(query: Database["query"], identity: Identity): Promise<Me> {
  const { kind, user, name, isOwner, memberships } = identity;
  const ids = [...memberships.keys()];
  const apps =
    ids.length === 0
      ? []
      : await query
          .selectFrom("apps")
          .select(["id", "name"])
          .where("id", "in", ids)
          .orderBy("name")
          .execute();
  const named = apps.map((app) => [app.name, Object.fromEntries(memberships.get(app.id) ?? [])]);
  const email = user === null ? null : await readEmail(query, user);
  return { kind, id: user, name, email, isOwner, memberships: Object.fromEntries(named) };
}

async function readEmail(
  query: Database["query"],
  user: NonNullable<Identity["user"]>,
): Promise<string | null> {
  const row = await query
    .selectFrom("users")
    .select("email")
    .where("id", "=", user)
    .executeTakeFirst();
  return row?.email ?? null;
}
