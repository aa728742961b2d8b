import type { ProfileList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { profilesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";

/** Adds `profiles list`. */
export function addListProfiles(group: Command, cli: Cli): void {
  const command = group.command("list").description("list an app's profiles, by name");
  addPageOptions(command);
  addAppOptions(command, [
    "trunkline profiles list",
    "trunkline profiles list --app bakery --json",
  ]);
  command.action(async (options: AppOptions & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = profilesPath(options.app);
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<ProfileList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ profiles, nextPageToken }: ProfileList): Promise<string> {
  if (profiles.length === 0) return "There is no profile yet: trunkline profiles add <name>";
  const rows = profiles.map((profile) => [
    profile.name,
    profile.service,
    hintsText(profile.hints),
    profile.updatedAt,
  ]);
  const table = await renderTable(["PROFILE", "SERVICE", "HINTS", "UPDATED"], rows);
  return table + nextPageLine(nextPageToken);
}

function hintsText(hints: Readonly<Record<string, string>>): string {
  return Object.entries(hints)
    .map(([setting, hint]) => `${setting} ${hint}`)
    .join(", ");
}
