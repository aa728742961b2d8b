import type { User, UserList } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { userPath, usersPath } from "../../api/paths.ts";
import { CliError } from "../../errors.ts";

/** Adds the argument that says which user is meant. */
export function addUserArgument(command: Command): Command {
  return command.argument("<user>", "the user's id, name or e-mail address");
}

/**
 * The address of the user that somebody means. A name or an e-mail address is looked for in the list
 * of all users, so that neither stands in an address.
 *
 * @throws CliError `USER_UNKNOWN`.
 */
export async function findUserPath(api: ApiClient, text: string): Promise<string> {
  if (/^usr_[0-9a-z]+$/.test(text)) return userPath(text);
  const wanted = text.toLowerCase();
  let pageToken: string | undefined;
  do {
    const query = { pageSize: "200", pageToken };
    const { value } = await api.send<UserList>({
      method: "GET",
      path: usersPath,
      query,
      changes: false,
    });
    const found = value.users.find((user) => isMeant(user, wanted));
    if (found !== undefined) return userPath(found.id);
    pageToken = value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  throw new CliError("USER_UNKNOWN", {
    title: "There is no such user",
    message: "No user has this name or e-mail address.",
    hint: "List them with: trunkline users list",
  });
}

function isMeant(user: User, wanted: string): boolean {
  return user.name.toLowerCase() === wanted || user.email.toLowerCase() === wanted;
}
