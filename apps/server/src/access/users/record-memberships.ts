import { isDeepStrictEqual } from "node:util";

import type { Database, Id } from "../../database/index.ts";
import { type Deed, record } from "../audit/index.ts";
import { allUsersGroup } from "../groups/fixed-groups.ts";
import { type Memberships, membershipsOf } from "./memberships.ts";
import type { MadeGroup } from "./replace-memberships.ts";

/** Whose memberships were replaced, what they were, and which groups came into being by that. */
export interface ReplacedMemberships {
  readonly user: Id<"usr">;
  readonly before: Memberships;
  readonly made: readonly MadeGroup[];
}

/** Writes into the audit log of each app what has changed there. */
export async function recordMemberships(
  transaction: Database["query"],
  { user, before, made }: ReplacedMemberships,
  deed: Deed,
): Promise<void> {
  for (const { app, name } of made) {
    await record(transaction, { ...deed, app, action: "group.made", subject: name });
  }
  const after = await membershipsOf(transaction, user);
  for (const app of new Set([...before.keys(), ...after.keys()])) {
    const groups = wordsOf(after, app);
    if (isDeepStrictEqual(groups, wordsOf(before, app))) continue;
    const entry = {
      app,
      action: "membership.changed",
      subject: user,
      details: { groups },
    } as const;
    await record(transaction, { ...deed, ...entry });
  }
}

/** Such as `Support: Manager`. He is in `All Users` anyhow. */
function wordsOf(memberships: Memberships, app: Id<"app">): string[] {
  return [...(memberships.get(app) ?? [])]
    .filter(([group]) => group !== allUsersGroup)
    .map(([group, role]) => `${group}: ${role}`);
}
