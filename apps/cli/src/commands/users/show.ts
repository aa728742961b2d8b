import type { User } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";
import { userSheet } from "./user-text.ts";

/** Adds `users show`. */
export function addShowUser(group: Command, cli: Cli): void {
  const command = group.command("show").description("show a user and the groups that he is in");
  addUserArgument(command);
  addJsonOption(command, ["trunkline users show rosa@example.com"]);
  command.action(async (user: string, options: JsonOption) => {
    const api = await cli.connect();
    const path = await findUserPath(api, user);
    const answer = await api.send<User>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, userSheet);
  });
}
