import type { UserKeyList } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addJsonOption, addPageOptions } from "../shared-options.ts";
import type { JsonOption, PageOptions } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "../users/find-user.ts";

/** Adds `keys list`. */
export function addListKeys(group: Command, cli: Cli): void {
  const command = addUserArgument(
    group.command("list").description("list a user's keys, newest first"),
  );
  addPageOptions(command);
  addJsonOption(command, ["trunkline keys list rosa@example.com"]);
  command.action(async (user: string, options: JsonOption & PageOptions) => {
    const { pageSize, pageToken } = options;
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/keys`;
    const query = { pageSize, pageToken };
    const answer = await api.send<UserKeyList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ keys, nextPageToken }: UserKeyList): Promise<string> {
  if (keys.length === 0) return "The user has no key.";
  const rows = keys.map(({ id, kind, name, createdAt }) => [id, kind, name, createdAt]);
  return (
    (await renderTable(["KEY", "KIND", "NAME", "CREATED"], rows)) + nextPageLine(nextPageToken)
  );
}
