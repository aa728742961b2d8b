import type { User } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";

/** Adds `users disable`. */
export function addDisableUser(group: Command, cli: Cli): void {
  const command = group
    .command("disable")
    .description("let a user sign in no more; his sessions and keys work no longer");
  addUserArgument(command);
  addJsonOption(command, ["trunkline users disable rosa@example.com"]);
  command.action(async (user: string, options: JsonOption) => {
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/disable`;
    const answer = await api.send<User>({ method: "POST", path, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      ({ name }) =>
        `${escapeControls(name)} is disabled: his sessions have ended, and his keys open nothing.`,
    );
  });
}
