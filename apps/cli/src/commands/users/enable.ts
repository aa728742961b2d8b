import type { User } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";

/** Adds `users enable`. */
export function addEnableUser(group: Command, cli: Cli): void {
  const command = group
    .command("enable")
    .description("let a disabled user sign in again; his keys work again too");
  addUserArgument(command);
  addJsonOption(command, ["trunkline users enable rosa@example.com"]);
  command.action(async (user: string, options: JsonOption) => {
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/enable`;
    const answer = await api.send<User>({ method: "POST", path, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      ({ name }) => `${escapeControls(name)} can sign in again, and his keys work.`,
    );
  });
}
