import { usageError } from "../errors.ts";

const namePattern = /^[a-z][a-z0-9_-]{0,62}$/;
const commandIdPattern = /^[A-Za-z][A-Za-z0-9]{0,62}$/;

/**
 * Refuses a text that cannot be the name of an app, profile, connection or flow, before it becomes part
 * of an address; a phone number never passes.
 *
 * @param kind What it names, such as `profile`.
 * @throws CliError `USAGE_WRONG`; the text itself is not repeated.
 */
export function checkName(kind: string, name: string): string {
  if (namePattern.test(name)) return name;
  throw usageError(
    `That is not the name of ${kind}.`,
    "A name has at most 63 lower-case letters, digits, dashes and underscores and starts with a letter.",
  );
}

/** The address of all apps. */
export const appsPath = "/api/apps";

/** The address of an app. */
export function appPath(app: string): string {
  return `${appsPath}/${checkName("an app", app)}`;
}

/** The address of what was done on the whole server. */
export const auditPath = "/api/audit";

/** The address of what was done in an app. */
export function appAuditPath(app: string): string {
  return `${appPath(app)}/audit`;
}

/** The address of an app's profiles. */
export function profilesPath(app: string): string {
  return `${appPath(app)}/profiles`;
}

/** The address of one profile. */
export function profilePath(app: string, profile: string): string {
  return `${profilesPath(app)}/${checkName("a profile", profile)}`;
}

/** The address of an app's connections. */
export function connectionsPath(app: string): string {
  return `${appPath(app)}/connections`;
}

/** The address of one connection. */
export function connectionPath(app: string, connection: string): string {
  return `${connectionsPath(app)}/${checkName("a connection", connection)}`;
}

/** The address that carries out a connection's command. */
export function commandPath(app: string, connection: string, command: string): string {
  if (!commandIdPattern.test(command)) {
    throw usageError("That is not the id of a command.", "It looks like sendMessage.");
  }
  return `${connectionPath(app, connection)}/commands/${command}`;
}

/** The address of an app's flows. */
export function flowsPath(app: string): string {
  return `${appPath(app)}/flows`;
}

/** The address of one flow. */
export function flowPath(app: string, flow: string): string {
  return `${flowsPath(app)}/${checkName("a flow", flow)}`;
}

/** The address at which the draft of a Web Hook is called. */
export function draftHookPath(app: string, hook: string): string {
  return `/draft-hooks/${checkName("an app", app)}/${checkName("a flow", hook)}`;
}

/** The address of an app's attempts. */
export function attemptsPath(app: string): string {
  return `${appPath(app)}/attempts`;
}

/** The address of an app's runs. */
export function runsPath(app: string): string {
  return `${appPath(app)}/runs`;
}

/** The address of one run. */
export function runPath(app: string, run: string): string {
  if (!/^run_[0-9a-z]{1,64}$/.test(run)) {
    throw usageError("That is not the id of a run.", "It looks like run_0mit3v2k1… .");
  }
  return `${runsPath(app)}/${run}`;
}

/** The address of an app's releases. */
export function releasesPath(app: string): string {
  return `${appPath(app)}/releases`;
}

/** The address of one release. */
export function releasePath(app: string, number: string): string {
  if (!/^[1-9]\d{0,8}$/.test(number)) {
    throw usageError("That is not the number of a release.", "It looks like 3.");
  }
  return `${releasesPath(app)}/${number}`;
}

/** The address of an app's rules. */
export function rulesPath(app: string): string {
  return `${appPath(app)}/rules`;
}

/** The address of all users. */
export const usersPath = "/api/users";

/** The address of one user, by his id: a name or an e-mail address never becomes part of one. */
export function userPath(user: string): string {
  if (!/^usr_[0-9a-z]{1,60}$/.test(user)) {
    throw usageError("That is not the id of a user.", "It looks like usr_0mit3v2k1… .");
  }
  return `${usersPath}/${user}`;
}

/** The address of one session of a user. */
export function userSessionPath(user: string, session: string): string {
  if (!/^ses_[0-9a-z]{1,60}$/.test(session)) {
    throw usageError("That is not the id of a session.", "It looks like ses_0mit3v2k1… .");
  }
  return `${userPath(user)}/sessions/${session}`;
}

/** The address that makes the link for the first owner. */
export const ownerLinkPath = "/api/owner-link";

/** The address of a key, by its id: never by the key, which is not repeated. */
export function keyPath(key: string): string {
  if (!/^ukey_[0-9a-z]{1,60}$/.test(key)) {
    throw usageError("That is not the id of a key.", "It looks like ukey_0mit3v2k1… .");
  }
  return `/api/keys/${key}`;
}

/** The address of an app's groups. */
export function groupsPath(app: string): string {
  return `${appPath(app)}/groups`;
}

/** The address of one group. */
export function groupPath(app: string, group: string): string {
  if (!/^[A-Za-z][A-Za-z0-9 _&'-]{0,49}$/.test(group)) {
    throw usageError(
      "That is not the name of a group.",
      "A name has at most 50 letters, digits, spaces and _ & ' - and starts with a letter.",
    );
  }
  return `${groupsPath(app)}/${encodeURIComponent(group)}`;
}

/** The address of the users who are in an app's groups. */
export function membersPath(app: string): string {
  return `${appPath(app)}/members`;
}
