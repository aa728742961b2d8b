import type { ConnectionList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { connectionsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";

/** Adds `connections list`. */
export function addListConnections(group: Command, cli: Cli): void {
  const command = group.command("list").description("list an app's connections, by name");
  addPageOptions(command);
  addAppOptions(command, ["trunkline connections list"]);
  command.action(async (options: AppOptions & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = connectionsPath(options.app);
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<ConnectionList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ connections, nextPageToken }: ConnectionList): Promise<string> {
  if (connections.length === 0) {
    return "There is no connection yet: trunkline connections add <name> --profile <profile>";
  }
  const rows = connections.map((connection) => [
    connection.name,
    connection.service,
    connection.profile,
    JSON.stringify(connection.settings),
  ]);
  const table = await renderTable(["CONNECTION", "SERVICE", "PROFILE", "SETTINGS"], rows);
  return table + nextPageLine(nextPageToken);
}
