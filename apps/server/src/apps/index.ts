export { type Apps, openApps } from "./apps.ts";
export { refuseArchived } from "./archive.ts";
export { keepDeleting } from "./deleting/keep-deleting.ts";
export { checkDocuments } from "./documents/check-documents.ts";
export {
  type AppDocuments,
  type DocumentsSource,
  readAppDocuments,
} from "./documents/read-app-documents.ts";
export { replaceAppDocuments } from "./documents/replace-app-documents.ts";
export { AppsError } from "./errors.ts";
export { type FlowDirectory, openFlowDirectory } from "./flows/flow-directory.ts";
export type { FlowForm } from "./flows/flow-form.ts";
export type { StoredFlow } from "./flows/flow-rows.ts";
export { type Flows, openFlows } from "./flows/flows.ts";
export { openSigningSecret } from "./flows/signing-secret.ts";
export { openReleases, type Releases } from "./releases/releases.ts";
export { openRules, type Rules } from "./rules/rules.ts";
