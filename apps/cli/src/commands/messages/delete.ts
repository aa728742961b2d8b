import type { Command } from "commander";

import { executeCommand } from "../../api/execute-command.ts";
import type { Cli } from "../../cli.ts";
import { confirmByName } from "../../terminal/confirm.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addConnectionOptions, addYesOption } from "../shared-options.ts";
import type { ConnectionOptions, YesOption } from "../shared-options.ts";

/** Adds `messages delete`. */
export function addDeleteMessage(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete a message at Twilio, with everything known of it there")
    .argument("<sid>", "the message's SID (SM… or MM…)");
  addYesOption(command);
  addConnectionOptions(command, [
    "trunkline messages delete SM0123456789abcdef0123456789abcdef",
    "trunkline messages delete SM0123456789abcdef0123456789abcdef --yes",
  ]);
  command.action(async (sid: string, options: ConnectionOptions & YesOption) => {
    const { app, connection } = options;
    const shown = escapeControls(sid);
    const warning = `The message ${shown} will be gone at Twilio for good.`;
    await confirmByName(cli.terminal, options, { name: shown, warning });
    const call = { app, connection, command: "deleteMessage", data: { sid }, changes: true };
    const answer = await executeCommand<null>(await cli.connect(), call);
    await showAnswer(cli.terminal, options, answer, () => `The message ${shown} is deleted.`);
  });
}
