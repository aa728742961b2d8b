import type { Command } from "commander";

import { executeCommand } from "../../api/execute-command.ts";
import type { Cli } from "../../cli.ts";
import { messageSheet } from "../../messages/message.ts";
import type { Message } from "../../messages/message.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addConnectionOptions } from "../shared-options.ts";
import type { ConnectionOptions } from "../shared-options.ts";

/** Adds `messages read`. */
export function addReadMessage(group: Command, cli: Cli): void {
  const command = group
    .command("read")
    .description("show one message as it stands now")
    .argument("<sid>", "the message's SID (SM… or MM…)");
  addConnectionOptions(command, [
    "trunkline messages read SM0123456789abcdef0123456789abcdef",
    "trunkline messages read SM0123456789abcdef0123456789abcdef --json",
  ]);
  command.action(async (sid: string, options: ConnectionOptions) => {
    const { app, connection } = options;
    const call = { app, connection, command: "readMessage", data: { sid }, changes: false };
    const answer = await executeCommand<Message>(await cli.connect(), call);
    await showAnswer(cli.terminal, options, answer, ({ data }) => messageSheet(data));
  });
}
