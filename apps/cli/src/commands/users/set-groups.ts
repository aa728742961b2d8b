import type { User } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";
import { addGroupOption } from "./group-option.ts";
import type { GroupOption } from "./group-option.ts";
import { userSheet } from "./user-text.ts";

interface SetGroupsOptions extends JsonOption, GroupOption {
  readonly none?: boolean;
}

/** Adds `users set-groups`. */
export function addSetGroups(group: Command, cli: Cli): void {
  const command = group
    .command("set-groups")
    .description("say which groups a user is in; he leaves all others, of all apps")
    .option("--none", "he leaves all groups");
  addUserArgument(command);
  addGroupOption(command);
  addJsonOption(command, [
    'trunkline users set-groups rosa --group shop/Admin --group "bakery/Support:Manager"',
    "trunkline users set-groups rosa --none",
  ]);
  command.action(async (user: string, options: SetGroupsOptions) => {
    const { group: memberships = [], none = false } = options;
    if ((memberships.length === 0) !== none) {
      throw usageError("It is not said which groups he is to be in.", "Add --group, or --none.");
    }
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/memberships`;
    const body = { memberships };
    const answer = await api.send<User>({ method: "PUT", path, body, changes: true });
    await showAnswer(cli.terminal, options, answer, userSheet);
  });
}
