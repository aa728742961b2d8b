import { archiveApp } from "./apps/archive-app.ts";
import { copyAppRoute } from "./apps/copy-app.ts";
import { createApp } from "./apps/create-app.ts";
import { deleteApp } from "./apps/delete-app.ts";
import { listApps } from "./apps/list-apps.ts";
import { readApp } from "./apps/read-app.ts";
import { restoreApp } from "./apps/restore-app.ts";
import { listAttemptsRoute } from "./attempts/list-attempts.ts";
import { readAttempt } from "./attempts/read-attempt.ts";
import { listAppAudit } from "./audit/list-app-audit.ts";
import { listAudit } from "./audit/list-audit.ts";
import { executeCommand } from "./commands/execute-command.ts";
import { listCommands } from "./commands/list-commands.ts";
import { createConnection } from "./connections/create-connection.ts";
import { deleteConnection } from "./connections/delete-connection.ts";
import { listConnectionVersions } from "./connections/list-connection-versions.ts";
import { listConnections } from "./connections/list-connections.ts";
import { readConnection } from "./connections/read-connection.ts";
import { updateConnection } from "./connections/update-connection.ts";
import { documentRoutes } from "./documents/document-routes.ts";
import { flowRoutes } from "./flows/flow-routes.ts";
import { createGroupRoute } from "./groups/create-group.ts";
import { deleteGroupRoute } from "./groups/delete-group.ts";
import { listGroupsRoute } from "./groups/list-groups.ts";
import { listMembersRoute } from "./groups/list-members.ts";
import { createKeyRoute } from "./keys/create-key.ts";
import { listKeysRoute } from "./keys/list-keys.ts";
import { revokeKeyRoute } from "./keys/revoke-key.ts";
import { meRoutes } from "./me/me-routes.ts";
import { createProfile } from "./profiles/create-profile.ts";
import { deleteProfile } from "./profiles/delete-profile.ts";
import { listProfiles } from "./profiles/list-profiles.ts";
import { readProfile } from "./profiles/read-profile.ts";
import { testProfileRoute } from "./profiles/test-profile.ts";
import { updateProfile } from "./profiles/update-profile.ts";
import { activateReleaseRoute } from "./releases/activate-release.ts";
import { listReleasesRoute } from "./releases/list-releases.ts";
import { publishReleaseRoute } from "./releases/publish-release.ts";
import { readReleaseRoute } from "./releases/read-release.ts";
import type { Route } from "./route.ts";
import { readRulesRoute } from "./rules/read-rules.ts";
import { saveRulesRoute } from "./rules/save-rules.ts";
import { listRunsRoute } from "./runs/list-runs.ts";
import { readRun } from "./runs/read-run.ts";
import { runEvents } from "./runs/run-events.ts";
import { testFlow } from "./runs/test-flow.ts";
import { unmaskRunRoute } from "./runs/unmask-run.ts";
import { readStatus } from "./server/read-status.ts";
import { rotateMasterKeyRoute } from "./server/rotate-master-key.ts";
import { signInRoutes } from "./sign-in/sign-in-routes.ts";
import { userRoutes } from "./users/user-routes.ts";

/** Every route under `/api/`; each names its guard. */
export const apiRoutes: readonly Route[] = [
  createApp,
  listApps,
  readApp,
  copyAppRoute,
  archiveApp,
  restoreApp,
  deleteApp,
  createProfile,
  listProfiles,
  readProfile,
  updateProfile,
  deleteProfile,
  testProfileRoute,
  createConnection,
  listConnections,
  readConnection,
  updateConnection,
  deleteConnection,
  listConnectionVersions,
  listCommands,
  executeCommand,
  listAttemptsRoute,
  readAttempt,
  documentRoutes,
  flowRoutes,
  publishReleaseRoute,
  listReleasesRoute,
  readReleaseRoute,
  activateReleaseRoute,
  readRulesRoute,
  saveRulesRoute,
  listRunsRoute,
  readRun,
  unmaskRunRoute,
  runEvents,
  testFlow,
  listAppAudit,
  listAudit,
  createGroupRoute,
  listGroupsRoute,
  deleteGroupRoute,
  listMembersRoute,
  createKeyRoute,
  listKeysRoute,
  revokeKeyRoute,
  signInRoutes,
  meRoutes,
  userRoutes,
  readStatus,
  rotateMasterKeyRoute,
];
