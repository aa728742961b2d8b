import type { User, UserList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { usersPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addJsonOption, addPageOptions } from "../shared-options.ts";
import type { JsonOption, PageOptions } from "../shared-options.ts";
import { groupsText, statusText } from "./user-text.ts";

/** Adds `users list`. */
export function addListUsers(group: Command, cli: Cli): void {
  const command = group.command("list").description("list users, oldest first");
  addPageOptions(command);
  addJsonOption(command, ["trunkline users list"]);
  command.action(async (options: JsonOption & PageOptions) => {
    const { pageSize, pageToken } = options;
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<UserList>({
      method: "GET",
      path: usersPath,
      query,
      changes: false,
    });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ users, nextPageToken }: UserList): Promise<string> {
  if (users.length === 0) return "There is no user yet: trunkline users add";
  const table = await renderTable(["USER", "NAME", "E-MAIL", "STATUS", "GROUPS"], users.map(rowOf));
  return table + nextPageLine(nextPageToken);
}

function rowOf(user: User): string[] {
  return [user.id, user.name, user.email, statusText(user), groupsText(user)];
}
