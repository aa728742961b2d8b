import type { AttemptList } from "@trunkline/api-contract";
import { Option } from "commander";
import type { Command } from "commander";

import { attemptsPath, checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";

interface ListOptions extends AppOptions, PageOptions {
  readonly state?: string;
  readonly connection?: string;
}

/** Adds `attempts list`. */
export function addListAttempts(group: Command, cli: Cli): void {
  const command = group
    .command("list")
    .description("list an app's attempts, newest first")
    .addOption(
      new Option("--state <state>", "only those in this state").choices([
        "stored",
        "done",
        "not-done",
        "unknown",
      ]),
    )
    .option("--connection <name>", "only those of this connection");
  addPageOptions(command);
  addAppOptions(command, ["trunkline attempts list", "trunkline attempts list --state unknown"]);
  command.action(async (options: ListOptions) => {
    const { state, connection, pageSize, pageToken } = options;
    if (connection !== undefined) checkName("a connection", connection);
    const query = { state, connection, pageSize, pageToken };
    const path = attemptsPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<AttemptList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ attempts, nextPageToken }: AttemptList): Promise<string> {
  if (attempts.length === 0) return "No attempt matches.";
  const rows = attempts.map((attempt) => [
    attempt.id,
    attempt.createdAt,
    attempt.connection,
    attempt.command,
    attempt.state,
    attempt.tries,
    attempt.sid,
    attempt.twilioCode ?? attempt.errorCode,
    attempt.idempotencyKey,
  ]);
  const head = ["ATTEMPT", "CREATED", "CONNECTION", "COMMAND", "STATE", "TRIES", "SID", "ERROR"];
  return (await renderTable([...head, "KEY"], rows)) + nextPageLine(nextPageToken);
}
