import type { Id } from "../../database/index.ts";
import type { Identity } from "../identity.ts";
import { adminGroup, allUsersGroup } from "./fixed-groups.ts";

/** The names of the groups of an app that somebody is in, in order; the owner is in `Admin`. */
export function groupsOf({ isOwner, memberships }: Identity, app: Id<"app">): readonly string[] {
  const names = [...(memberships.get(app)?.keys() ?? [])];
  return isOwner
    ? [...new Set([adminGroup, allUsersGroup, ...names])].toSorted()
    : names.toSorted();
}
