export { type Apps, openApps } from "./apps.ts";
export { AppsError } from "./errors.ts";
