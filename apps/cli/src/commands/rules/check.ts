import type { SavedRules } from "@trunkline/api-contract";
import type { Command } from "commander";

import { rulesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { exitCodes } from "../../exit-codes.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { describeProblems } from "../flows/problems.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `rules check`. */
export function addCheckRules(group: Command, cli: Cli): void {
  const command = group
    .command("check")
    .description("find everything that the rules of an app's draft name and that is not there");
  addAppOptions(command, ["trunkline rules check --app shop"]);
  command.action(async (options: AppOptions) => {
    const path = rulesPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<SavedRules>({ method: "GET", path, changes: false });
    const { problems } = answer.value;
    await showAnswer(cli.terminal, options, answer, () =>
      problems.length === 0 ? "The rules have no problems." : describeProblems(problems),
    );
    if (problems.length > 0) cli.endWith(exitCodes.failed);
  });
}
