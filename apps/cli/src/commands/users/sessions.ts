import type { SessionList } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { addUserArgument, findUserPath } from "./find-user.ts";

/** Adds `users sessions`. */
export function addListSessions(group: Command, cli: Cli): void {
  const command = group
    .command("sessions")
    .description("list where a user is signed in, newest first");
  addUserArgument(command);
  addJsonOption(command, ["trunkline users sessions rosa@example.com"]);
  command.action(async (user: string, options: JsonOption) => {
    const api = await cli.connect();
    const path = `${await findUserPath(api, user)}/sessions`;
    const answer = await api.send<SessionList>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ sessions }: SessionList): Promise<string> {
  if (sessions.length === 0) return "He is signed in nowhere.";
  const rows = sessions.map(({ id, createdAt, expiresAt, address, userAgent }) => [
    id,
    createdAt,
    expiresAt,
    address ?? "",
    userAgent ?? "",
  ]);
  return renderTable(["SESSION", "SINCE", "UNTIL", "FROM", "BROWSER"], rows);
}
