import type { MemberList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { membersPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";

/** Adds `groups members`. */
export function addListMembers(group: Command, cli: Cli): void {
  const command = group
    .command("members")
    .description("list who is in an app's groups, with his roles");
  addPageOptions(command);
  addAppOptions(command, ["trunkline groups members --app shop"]);
  command.action(async (options: AppOptions & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = membersPath(options.app);
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<MemberList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ members, nextPageToken }: MemberList): Promise<string> {
  if (members.length === 0) return "Nobody is in a group of this app yet.";
  const rows = members.map(({ user, name, isDisabled, memberships }) => [
    user,
    isDisabled ? `${name} (disabled)` : name,
    memberships.map(({ group, role }) => `${group}: ${role}`).join(", "),
  ]);
  return (await renderTable(["USER", "NAME", "GROUPS"], rows)) + nextPageLine(nextPageToken);
}
