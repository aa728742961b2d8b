import type { CreateGroup, Group } from "@trunkline/api-contract";
import type { Command } from "commander";

import { groupsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `groups add`. */
export function addAddGroup(group: Command, cli: Cli): void {
  const command = group
    .command("add")
    .description("make a group that nobody is in yet")
    .argument("<name>", "letters, digits, spaces and _ & ' -");
  addAppOptions(command, ["trunkline groups add Support --app shop"]);
  command.action(async (name: string, options: AppOptions) => {
    const body: CreateGroup = { name };
    const path = groupsPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<Group>({ method: "POST", path, body, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      (made) => `The group ${escapeControls(made.name)} is there.`,
    );
  });
}
