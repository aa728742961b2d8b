import type { User } from "@trunkline/api-contract";

import { renderSheet } from "../../terminal/table.ts";

/** What a user is to the server, in words. */
export function statusText(user: User): string {
  const words = [
    ...(user.isOwner ? ["owner"] : []),
    ...(user.disabledAt === null ? [] : ["disabled"]),
    ...(user.hasPassword ? [] : ["no password"]),
  ];
  return words.length === 0 ? "user" : words.join(", ");
}

/** Such as `shop/Support: Manager`. */
export function groupsText(user: User): string {
  return user.memberships.map(({ app, group, role }) => `${app}/${group}: ${role}`).join(", ");
}

/** A user as a sheet. */
export async function userSheet(user: User): Promise<string> {
  const groups = groupsText(user);
  return renderSheet([
    ["User", user.id],
    ["Name", user.name],
    ["E-mail address", user.email],
    ["Status", statusText(user)],
    ["Groups", groups === "" ? "none" : groups],
    ["Made", user.createdAt],
  ]);
}
