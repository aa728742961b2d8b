import type { ReleaseList } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { releasesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { activate } from "./activate.ts";

/** Adds `releases rollback`. */
export function addRollback(group: Command, cli: Cli): void {
  const command = group
    .command("rollback")
    .description("go back to the release before the one that is live");
  addAppOptions(command, ["trunkline releases rollback --app shop"]);
  command.action(async (options: AppOptions) => {
    const { app } = options;
    const path = releasesPath(app);
    const api = await cli.connect();
    const live = await liveNumber(api, path);
    if (live === null || live === 1) throw nothingBefore(live);
    const answer = await activate(cli, api, { app, number: String(live - 1) });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      ({ number }) => `Release ${number} is live; release ${live} was.`,
    );
  });
}

/** The number of the live release; null when nothing is live. */
async function liveNumber(api: ApiClient, path: string): Promise<number | null> {
  for (let pageToken: string | undefined; ;) {
    const query = { pageSize: "200", pageToken };
    const { value } = await api.send<ReleaseList>({ method: "GET", path, query, changes: false });
    const live = value.releases.find(({ isLive }) => isLive);
    if (live !== undefined) return live.number;
    if (value.nextPageToken === null) return null;
    pageToken = value.nextPageToken;
  }
}

function nothingBefore(live: number | null): CliError {
  return new CliError("API_REFUSED", {
    code: "RELEASE_UNKNOWN",
    title: "There is nothing to go back to",
    message: live === null ? "Nothing is live in this app." : "The first release is live.",
    hint: "trunkline releases list shows what there is.",
  });
}
