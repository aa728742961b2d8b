export {
  App,
  AppCounts,
  AppDetail,
  AppList,
  AppNotDeleted,
  AppParams,
  CopyApp,
  CreateApp,
  DeleteAppQuery,
} from "./apps.ts";
export { Attempt, AttemptList, AttemptListQuery, AttemptParams, AttemptState } from "./attempts.ts";
export {
  AppAuditQuery,
  AuditAction,
  auditActions,
  AuditEntry,
  AuditList,
  AuditQuery,
} from "./audit.ts";
export {
  CommandDescription,
  CommandList,
  CommandParams,
  CommandResult,
  ExecuteCommand,
  ExecuteCommandHeaders,
} from "./commands.ts";
export {
  Connection,
  ConnectionList,
  ConnectionParams,
  ConnectionVersion,
  ConnectionVersionList,
  CreateConnection,
  UpdateConnection,
} from "./connections.ts";
export {
  compactDocument,
  ConnectionDocument,
  diffDocuments,
  type DocumentDifference,
  DocumentFault,
  Documents,
  DocumentsRefused,
  ReadDocumentsQuery,
  ReplacedDocuments,
  ReplaceDocuments,
  ReplaceDocumentsHeaders,
  ReplaceDocumentsQuery,
  writeDocument,
} from "./documents.ts";
export { ErrorAnswer } from "./errors.ts";
export {
  Flow,
  FlowCheck,
  FlowDocument,
  FlowKind,
  FlowList,
  FlowParams,
  FlowProblem,
  FlowRefused,
  FlowSummary,
  FlowVersion,
  FlowVersionDocument,
  FlowVersionList,
  FlowVersionParams,
  PublishedFlow,
  SaveFlowHeaders,
  SigningSecret,
} from "./flows.ts";
export { CreateGroup, Group, GroupList, GroupParams, Member, MemberList } from "./groups.ts";
export { completeHookSettings, type HookSettings, HookSettingsInput } from "./hook-settings.ts";
export { CallHookHeaders, HookErrorAnswer, HookParams } from "./hooks.ts";
export { CreateKey, KeyKind, KeyParams, MadeKey, UserKey, UserKeyList } from "./keys.ts";
export { Name, PageQuery } from "./primitives.ts";
export {
  CreateProfile,
  Profile,
  ProfileList,
  ProfileParams,
  ProfileTestResult,
  UpdateProfile,
} from "./profiles.ts";
export {
  PublishedRelease,
  PublishRelease,
  PublishReleaseHeaders,
  Release,
  ReleaseChange,
  ReleaseDetail,
  ReleaseList,
  ReleaseParams,
  ReleaseProblem,
  ReleaseRefused,
} from "./releases.ts";
export {
  AccessRules,
  GroupName,
  Role,
  roles,
  Rule,
  RuleEntry,
  SaveRulesHeaders,
  SavedRules,
} from "./rules.ts";
export {
  Run,
  RunAttempt,
  RunDetail,
  type RunEvent,
  RunEventStream,
  RunList,
  RunListQuery,
  RunLogLine,
  RunParams,
  RunProblem,
  RunStatus,
  RunStep,
  StartedRun,
  type StartedStep,
  TestFlow,
} from "./runs.ts";
export { Health, ServerStatus, VaultRotation } from "./server.ts";
export {
  ChangePassword,
  CreateUser,
  Me,
  Membership,
  MembershipsInput,
  OwnerLink,
  ReplaceMemberships,
  Session,
  SessionList,
  SessionParams,
  SetPassword,
  SignIn,
  UpdateUser,
  User,
  UserList,
  UserParams,
  UserSessionParams,
  Welcome,
} from "./users.ts";
export { VersionConflict, VersionMatchHeaders } from "./versions.ts";
