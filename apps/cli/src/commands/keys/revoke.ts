import type { Command } from "commander";

import { keyPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { confirmByName } from "../../terminal/confirm.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption, addYesOption } from "../shared-options.ts";
import type { JsonOption, YesOption } from "../shared-options.ts";

/** Adds `keys revoke`. */
export function addRevokeKey(group: Command, cli: Cli): void {
  const command = group
    .command("revoke")
    .description("revoke a key, at once and on all servers")
    .argument("<key>", "the key's id, which starts with ukey_");
  addYesOption(command);
  addJsonOption(command, ["trunkline keys revoke ukey_0mit3v2k1"]);
  command.action(async (key: string, options: JsonOption & YesOption) => {
    const path = keyPath(key);
    const api = await cli.connect();
    const warning = `The key ${key} will open nothing any more.`;
    await confirmByName(cli.terminal, options, { name: key, warning });
    const answer = await api.send<null>({ method: "DELETE", path, changes: true });
    await showAnswer(cli.terminal, options, answer, () => `The key ${key} is revoked.`);
  });
}
