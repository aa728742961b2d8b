import type { PublishedRelease, PublishRelease, ReleaseProblem } from "@trunkline/api-contract";
import type { Command } from "commander";

import { releasesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note } from "../../terminal/terminal.ts";
import { describeAppProblems } from "../app/describe-replacement.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { describeChanges } from "./describe-release.ts";

interface PublishOptions extends AppOptions {
  readonly note?: string;
}

/** Adds `releases publish`. */
export function addPublishRelease(group: Command, cli: Cli): void {
  const command = group
    .command("publish")
    .description("publish the whole app: its draft becomes the next release, and live")
    .option("--note <text>", "what is new, for people");
  addAppOptions(command, ['trunkline releases publish --app shop --note "Kinder reminder"']);
  command.action(async (options: PublishOptions) => {
    const path = releasesPath(options.app);
    const body: PublishRelease = options.note === undefined ? {} : { note: options.note };
    const api = await cli.connect();
    try {
      const request = { method: "POST", path, body, changes: true } as const;
      const answer = await api.send<PublishedRelease>(request);
      await showAnswer(cli.terminal, options, answer, describe);
    } catch (error) {
      tellProblems(cli, error);
      throw error;
    }
  });
}

/** Tells the problems of what was refused before the error is told. */
export function tellProblems(cli: Cli, error: unknown): void {
  if (!(error instanceof CliError) || error.json === null) return;
  const { problems } = JSON.parse(error.json) as { readonly problems?: ReleaseProblem[] };
  if (problems !== undefined) note(cli.terminal, describeAppProblems(problems));
}

function describe({ number, changes, problems }: PublishedRelease): string {
  const lines = [`Release ${number} is live.`, describeChanges(changes)];
  if (problems.length > 0) lines.push(describeAppProblems(problems));
  return lines.filter((line) => line !== "").join("\n");
}
