import type { UserKeyList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { userKeysPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addJsonOption, addPageOptions } from "../shared-options.ts";
import type { JsonOption, PageOptions } from "../shared-options.ts";

/** Adds `keys list`. */
export function addListKeys(group: Command, cli: Cli): void {
  const command = group
    .command("list")
    .description("list a user's keys, newest first")
    .argument("<user>", "the user's id");
  addPageOptions(command);
  addJsonOption(command, ["trunkline keys list usr_0mit3v2k1"]);
  command.action(async (user: string, options: JsonOption & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = userKeysPath(user);
    const api = await cli.connect();
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
