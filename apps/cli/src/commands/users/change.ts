import type { UpdateUser, User } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";
import { userSheet } from "./user-text.ts";

interface ChangeUserOptions extends JsonOption {
  readonly name?: string;
  readonly email?: string;
  readonly owner?: boolean;
}

/** Adds `users change`. */
export function addChangeUser(group: Command, cli: Cli): void {
  const command = group
    .command("change")
    .description("change a user's name or e-mail address, or whether he owns the server")
    .option("--name <name>", "what people call him")
    .option("--email <address>", "the e-mail address that he signs in with")
    .option("--owner", "let him own the server, beside whoever does already")
    .option("--no-owner", "let him own it no longer; somebody has to");
  addUserArgument(command);
  addJsonOption(command, ["trunkline users change rosa@example.com --owner"]);
  command.action(async (user: string, options: ChangeUserOptions) => {
    const body = bodyOf(options);
    if (Object.keys(body).length === 0) throw usageError("Nothing is to be changed.");
    const api = await cli.connect();
    const path = await findUserPath(api, user);
    const answer = await api.send<User>({ method: "PATCH", path, body, changes: true });
    await showAnswer(cli.terminal, options, answer, userSheet);
  });
}

function bodyOf({ name, email, owner: isOwner }: ChangeUserOptions): UpdateUser {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(isOwner === undefined ? {} : { isOwner }),
  };
}
