import type { ReleaseList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { releasesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";
import { countChanges } from "./describe-release.ts";

/** Adds `releases list`. */
export function addListReleases(group: Command, cli: Cli): void {
  const command = group.command("list").description("list an app's releases, newest first");
  addPageOptions(command);
  addAppOptions(command, ["trunkline releases list --app shop"]);
  command.action(async (options: AppOptions & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = releasesPath(options.app);
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<ReleaseList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ releases, nextPageToken }: ReleaseList): Promise<string> {
  if (releases.length === 0) return "There is no release yet: trunkline releases publish";
  const rows = releases.map(({ number, isLive, createdAt, author, changes, note }) => [
    number,
    isLive ? "live" : null,
    createdAt,
    author,
    countChanges(changes),
    note === "" ? null : note,
  ]);
  const table = await renderTable(["RELEASE", "IS", "MADE", "BY", "CHANGES", "NOTE"], rows);
  return table + nextPageLine(nextPageToken);
}
