export { type Apps, openApps } from "./apps.ts";
export { AppsError } from "./errors.ts";
export type { FlowDirectory, FlowForm } from "./flows/flow-directory.ts";
