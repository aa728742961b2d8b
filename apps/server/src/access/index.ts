export { builtApps } from "./built-apps.ts";
export * as audit from "./audit/index.ts";
export { decide } from "./decide.ts";
export { findAppId } from "./find-app.ts";
export { type Identities, openIdentities } from "./identities.ts";
export type { Decision, Demand, Identity } from "./identity.ts";
export { openOwnerKey, type OwnerKey, writeClientFile } from "./owner-key.ts";
export { AccessError } from "./errors.ts";
export { createGroup, deleteGroup, listGroups, listMembers } from "./groups/groups.ts";
export { createKey, listKeys, revokeKey } from "./keys/key-rows.ts";
export { openKeyIdentities } from "./keys/key-identities.ts";
export { fixedGroups } from "./groups/fixed-groups.ts";
export { groupsOf } from "./groups/groups-of.ts";
export { ruleOfCommand, ruleOfHook } from "./rule-of.ts";
export {
  changeOwnPassword,
  type Client,
  describeMe,
  endedCookie,
  networkOf,
  openUserRooms,
  type OpenSession,
  signIn,
  type SignedIn,
  type UserRooms,
  UsersError,
  withSecure,
} from "./users/index.ts";
