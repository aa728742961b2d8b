import type { Directory, ResolvedConnection } from "../connections/index.ts";
import { CommandError } from "./errors.ts";
import type { PreparedCall } from "./executor-parts.ts";
import { draftChanges, draftReaches } from "./reports.ts";

/** What a draft executes commands with. */
export interface DraftConnection {
  readonly connection: ResolvedConnection;
  /** True when there are only live credentials; `refuseInDraft` then decides. */
  readonly isRestricted: boolean;
}

/**
 * The connection as drafts use it: through its test profile, if it has one. A test profile of the
 * very account that is live, and not marked for tests itself, is no protection and counts as live.
 *
 * @throws ConnectionsError `PROFILE_UNKNOWN` when the test profile is gone: the live one never
 * takes its place.
 */
export async function asDraft(
  directory: Directory,
  connection: ResolvedConnection,
): Promise<DraftConnection> {
  const live = connection.profile;
  const name = connection.settings["testProfile"];
  if (typeof name !== "string") return { connection, isRestricted: !live.isTest };
  const profile = await directory.resolveProfile(connection.app, name);
  const isForTests = profile.isTest || profile.account !== live.account;
  return { connection: { ...connection, profile }, isRestricted: !isForTests };
}

/**
 * Lets a draft with live credentials read, and reach the connection's draft recipients.
 *
 * @throws CommandError `DRAFT_NOT_ALLOWED` for everything else.
 */
export function refuseInDraft({ command, connection, input }: PreparedCall): void {
  if (command.effect === "read") return;
  const recipients = command.recipients(input);
  if (recipients === null || recipients.length === 0) throw new CommandError(draftChanges);
  const listed = connection.settings["draftRecipients"];
  const allowed = new Set<unknown>(Array.isArray(listed) ? listed : []);
  if (!recipients.every((recipient) => allowed.has(recipient))) {
    throw new CommandError(draftReaches);
  }
}
