import type { CreateUser, User } from "@trunkline/api-contract";
import type { Command } from "commander";

import { usersPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addGroupOption } from "./group-option.ts";
import type { GroupOption } from "./group-option.ts";
import { passwordHelp, readNewPassword } from "./read-password.ts";

interface AddUserOptions extends JsonOption, GroupOption {
  readonly name: string;
  readonly email: string;
  readonly owner?: boolean;
  readonly password: boolean;
}

/** Adds `users add`. */
export function addAddUser(group: Command, cli: Cli): void {
  const command = group
    .command("add")
    .description("make a user, with the groups that he is to be in")
    .requiredOption("--name <name>", "what people call him")
    .requiredOption("--email <address>", "the e-mail address that he signs in with")
    .option("--owner", "let him own the server, beside whoever does already")
    .option("--no-password", "ask for none: he can use keys, and cannot sign in")
    .addHelpText("after", passwordHelp);
  addGroupOption(command);
  addJsonOption(command, [
    'trunkline users add --name "Rosa Luz" --email rosa@example.com --group shop/Admin',
    'trunkline users add --name Till --email till@example.com --group "shop/Support:Manager" --no-password',
  ]);
  command.action((options: AddUserOptions) => addUser(cli, options));
}

async function addUser(cli: Cli, options: AddUserOptions): Promise<void> {
  const { name, email, owner: isOwner, group: memberships = [] } = options;
  const api = await cli.connect();
  const password = options.password ? await readNewPassword(cli) : "";
  const body: CreateUser = {
    name,
    email,
    memberships,
    ...(password === "" ? {} : { password }),
    ...(isOwner === undefined ? {} : { isOwner }),
  };
  const answer = await api.send<User>({ method: "POST", path: usersPath, body, changes: true });
  await showAnswer(cli.terminal, options, answer, (user) => {
    const words = user.hasPassword ? "He can sign in." : "He has no password, and cannot sign in.";
    return `The user ${escapeControls(user.name)} is made, with the id ${user.id}. ${words}`;
  });
}
