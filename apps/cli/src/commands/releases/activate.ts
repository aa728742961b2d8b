import type { Release } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { releasePath } from "../../api/paths.ts";
import type { ApiAnswer } from "../../api/read-answer.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { tellProblems } from "./publish.ts";

/** Adds `releases activate`. */
export function addActivateRelease(group: Command, cli: Cli): void {
  const command = group
    .command("activate")
    .description("make a release live; the draft stays what it is")
    .argument("<number>", "the release's number");
  addAppOptions(command, ["trunkline releases activate 3 --app shop"]);
  command.action(async (number: string, options: AppOptions) => {
    releasePath(options.app, number);
    const api = await cli.connect();
    const answer = await activate(cli, api, { app: options.app, number });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      (release) => `Release ${release.number} is live.`,
    );
  });
}

/** Makes a release live, and tells the problems of one that cannot run. */
export async function activate(
  cli: Cli,
  api: ApiClient,
  { app, number }: { readonly app: string; readonly number: string },
): Promise<ApiAnswer<Release>> {
  const path = `${releasePath(app, number)}/activate`;
  try {
    return await api.send<Release>({ method: "POST", path, changes: true });
  } catch (error) {
    tellProblems(cli, error);
    throw error;
  }
}
