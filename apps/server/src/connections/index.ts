export {
  connectionService,
  type ConnectionService,
  listConnectionServices,
} from "./connection-services.ts";
export { openConnectionSettings } from "./connection-settings.ts";
export { type Connections, openConnections } from "./connections.ts";
export { type ContentsKey, type DataKeys, openDataKeys } from "./data-keys.ts";
export {
  type ConnectionSource,
  type Directory,
  openDirectory,
  openSettings,
  type ResolvedConnection,
  type SealedProfile,
} from "./directory.ts";
export { type AppCopy, copyConnections, copyProfiles } from "./copy-app.ts";
export { ConnectionsError } from "./errors.ts";
export { type MasterKeys, openMasterKeys } from "./master-keys.ts";
export { openProfiles, type Profiles } from "./profiles.ts";
export { removeConnection } from "./remove-connection.ts";
export { saveConnection } from "./save-connection.ts";
export { rotateMasterKey } from "./rotate-master-key.ts";
export { commandOf, serviceOf } from "./services.ts";
