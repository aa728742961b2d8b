import type { GroupList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { groupsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `groups list`. */
export function addListGroups(group: Command, cli: Cli): void {
  const command = group.command("list").description("list an app's groups");
  addAppOptions(command, ["trunkline groups list --app shop"]);
  command.action(async (options: AppOptions) => {
    const path = groupsPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<GroupList>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, ({ groups }) =>
      renderTable(
        ["GROUP", "MEMBERS"],
        groups.map(({ name, memberCount }) => [name, memberCount]),
      ),
    );
  });
}
