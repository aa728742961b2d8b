import type { Command } from "commander";

import { userSessionPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";

/** Adds `users end-session`. */
export function addEndSession(group: Command, cli: Cli): void {
  const command = group
    .command("end-session")
    .description("end one of a user's sessions, at once and on all servers")
    .argument("<user>", "the user's id")
    .argument("<session>", "the session's id, which starts with ses_");
  addJsonOption(command, ["trunkline users end-session usr_0mit3v2k1 ses_0mit3v2k2"]);
  command.action(async (user: string, session: string, options: JsonOption) => {
    const path = userSessionPath(user, session);
    const api = await cli.connect();
    const answer = await api.send<null>({ method: "DELETE", path, changes: true });
    await showAnswer(cli.terminal, options, answer, () => `The session ${session} has ended.`);
  });
}
