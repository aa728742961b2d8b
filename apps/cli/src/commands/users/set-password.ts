import type { SetPassword } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";
import { passwordHelp, readNewPassword } from "./read-password.ts";

/** Adds `users set-password`. */
export function addSetPassword(group: Command, cli: Cli): void {
  const command = group
    .command("set-password")
    .description("give a user another password; he has to sign in again everywhere")
    .addHelpText("after", passwordHelp);
  addUserArgument(command);
  addJsonOption(command, [
    "trunkline users set-password rosa@example.com",
    "trunkline users set-password rosa@example.com < password.txt",
  ]);
  command.action(async (user: string, options: JsonOption) => {
    const api = await cli.connect();
    // Looked for first: nobody types a password for one that isn't there.
    const path = `${await findUserPath(api, user)}/password`;
    const password = await readNewPassword(cli);
    if (password === "") throw usageError("The password is missing.");
    const body: SetPassword = { password };
    const answer = await api.send<null>({ method: "PUT", path, body, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      () => "He has another password, and is signed out everywhere.",
    );
  });
}
