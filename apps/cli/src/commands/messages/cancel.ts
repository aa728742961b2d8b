import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { updateMessage } from "../../messages/update-message.ts";
import { addConnectionOptions } from "../shared-options.ts";
import type { ConnectionOptions } from "../shared-options.ts";

/** Adds `messages cancel`. */
export function addCancelMessage(group: Command, cli: Cli): void {
  const command = group
    .command("cancel")
    .description("cancel a message that is scheduled and not sent yet")
    .argument("<sid>", "the message's SID (SM… or MM…)");
  addConnectionOptions(command, ["trunkline messages cancel SM0123456789abcdef0123456789abcdef"]);
  command.action((sid: string, options: ConnectionOptions) =>
    updateMessage(cli, { ...options, sid, customProps: { status: "canceled" } }),
  );
}
