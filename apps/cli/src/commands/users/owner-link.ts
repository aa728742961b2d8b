import type { OwnerLink } from "@trunkline/api-contract";
import type { Command } from "commander";

import { ownerLinkPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note } from "../../terminal/terminal.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";

/** Adds `users owner-link`. */
export function addOwnerLink(group: Command, cli: Cli): void {
  const command = group
    .command("owner-link")
    .description("make the link for the server's first owner, while nobody owns it");
  addJsonOption(command, ["trunkline users owner-link"]);
  command.action(async (options: JsonOption) => {
    const api = await cli.connect();
    const request = { method: "POST", path: ownerLinkPath, changes: true } as const;
    const answer = await api.send<OwnerLink>(request);
    // The link alone is the result, so that it can be piped to where it is opened.
    await showAnswer(cli.terminal, options, answer, ({ url }) => url);
    const { expiresAt } = answer.value;
    note(cli.terminal, `It opens once, until ${expiresAt}; the links before it work no more.`);
  });
}
