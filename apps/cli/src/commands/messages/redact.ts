import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { updateMessage } from "../../messages/update-message.ts";
import { addConnectionOptions } from "../shared-options.ts";
import type { ConnectionOptions } from "../shared-options.ts";

/** Adds `messages redact`. */
export function addRedactMessage(group: Command, cli: Cli): void {
  const command = group
    .command("redact")
    .description("erase a message's text at Twilio and keep the rest of it")
    .argument("<sid>", "the message's SID (SM… or MM…)");
  addConnectionOptions(command, ["trunkline messages redact SM0123456789abcdef0123456789abcdef"]);
  command.action((sid: string, options: ConnectionOptions) =>
    updateMessage(cli, { ...options, sid, customProps: { body: "" } }),
  );
}
