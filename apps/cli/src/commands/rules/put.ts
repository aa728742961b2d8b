import type { SavedRules } from "@trunkline/api-contract";
import type { Command } from "commander";

import { rulesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { parseJsonInput, readTextFile } from "../../terminal/read-input.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addIfMatchOption, readIfMatch } from "../flows/if-match.ts";
import type { IfMatchOption } from "../flows/if-match.ts";
import { describeProblems } from "../flows/problems.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `rules put`. */
export function addPutRules(group: Command, cli: Cli): void {
  const command = group
    .command("put")
    .description("replace the rules of an app's draft; they hold once the app is published")
    .argument("<file>", "the rules; - is standard input");
  addIfMatchOption(
    command,
    "only if the rules are still at this version; else they replace what is there now",
  );
  addAppOptions(command, ["trunkline rules put rules.json --app shop"]);
  command.action(async (file: string, options: AppOptions & IfMatchOption) => {
    const path = rulesPath(options.app);
    const ifMatch = readIfMatch(options) ?? "*";
    const bodyText = await readTextFile(cli, file);
    parseJsonInput(bodyText, file === "-" ? "Standard input" : file);
    const api = await cli.connect();
    const request = { method: "PUT", path, bodyText, ifMatch, changes: true } as const;
    const answer = await api.send<SavedRules>(request);
    await showAnswer(cli.terminal, options, answer, ({ version, problems }) => {
      const saved = `The rules are saved as version ${version}; \`trunkline releases publish --app ${options.app}\` makes them hold.`;
      return problems.length === 0 ? saved : `${saved}\n${describeProblems(problems)}`;
    });
  });
}
