export { type Apps, openApps } from "./apps.ts";
export { AppsError } from "./errors.ts";
export { type FlowDirectory, openFlowDirectory } from "./flows/flow-directory.ts";
export type { FlowForm } from "./flows/flow-form.ts";
export type { StoredFlow } from "./flows/flow-rows.ts";
export { type Flows, openFlows } from "./flows/flows.ts";
export { openSigningSecret } from "./flows/signing-secret.ts";
export type { FlowConflict, VersionMatch } from "./flows/version-match.ts";
