export * as audit from "./audit/index.ts";
export { decide } from "./decide.ts";
export { findAppId } from "./find-app.ts";
export { type Identities, openIdentities } from "./identities.ts";
export type { Decision, Demand, Identity } from "./identity.ts";
export { openOwnerKey, type OwnerKey, writeClientFile } from "./owner-key.ts";
