import type { CreateKey, MadeKey } from "@trunkline/api-contract";
import { type Command, Option } from "commander";

import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note } from "../../terminal/terminal.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "../users/find-user.ts";

interface AddKeyOptions extends JsonOption {
  readonly kind: CreateKey["kind"];
  readonly name: string;
}

/** Adds `keys add`. */
export function addAddKey(group: Command, cli: Cli): void {
  const command = addUserArgument(
    group.command("add").description("make a key of a user; it is shown this once"),
  )
    .addOption(
      new Option("--kind <kind>", "what it opens: the API as its user, or Web Hooks")
        .choices(["api", "web-hook"])
        .makeOptionMandatory(),
    )
    .requiredOption("--name <name>", "what to call it, such as where it is used");
  addJsonOption(command, [
    'trunkline keys add rosa@example.com --kind web-hook --name "Order form"',
  ]);
  command.action(async (user: string, options: AddKeyOptions) => {
    const { kind, name } = options;
    const body: CreateKey = { kind, name };
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/keys`;
    const answer = await api.send<MadeKey>({ method: "POST", path, body, changes: true });
    // The key alone is the result, so that it can be piped to where it is kept.
    await showAnswer(cli.terminal, options, answer, (made) => made.key);
    note(
      cli.terminal,
      `Keep the key now: it is shown this once. Its id is ${answer.value.id}; revoke it with: ` +
        `trunkline keys revoke ${answer.value.id}`,
    );
  });
}
