import type { Id } from "../database/index.ts";
import { adminGroup } from "./groups/fixed-groups.ts";
import type { Identity } from "./identity.ts";

/** The apps that somebody may edit; null for all of them. */
export function builtApps({ isOwner, memberships }: Identity): readonly Id<"app">[] | null {
  if (isOwner) return null;
  return [...memberships].filter(([, groups]) => groups.has(adminGroup)).map(([app]) => app);
}
