import type { AppList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { appsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addJsonOption, addPageOptions } from "../shared-options.ts";
import type { JsonOption, PageOptions } from "../shared-options.ts";

/** Adds `apps list`. */
export function addListApps(group: Command, cli: Cli): void {
  const command = group.command("list").description("list the apps, by name");
  addPageOptions(command);
  addJsonOption(command, ["trunkline apps list"]);
  command.action(async ({ json, ...page }: JsonOption & PageOptions) => {
    const api = await cli.connect();
    const query = { pageSize: page.pageSize, pageToken: page.pageToken };
    const answer = await api.send<AppList>({
      method: "GET",
      path: appsPath,
      query,
      changes: false,
    });
    await showAnswer(cli.terminal, { json: json === true }, answer, describe);
  });
}

async function describe({ apps, nextPageToken }: AppList): Promise<string> {
  if (apps.length === 0) return "There is no app yet: trunkline apps add <name>";
  const rows = apps.map((app) => [app.name, app.createdAt, app.liveRelease, app.archivedAt]);
  return (
    (await renderTable(["APP", "CREATED", "LIVE", "ARCHIVED"], rows)) + nextPageLine(nextPageToken)
  );
}
