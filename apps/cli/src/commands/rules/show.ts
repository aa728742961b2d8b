import type { SavedRules } from "@trunkline/api-contract";
import type { Command } from "commander";

import { rulesPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControlsInJson } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `rules show`. */
export function addShowRules(group: Command, cli: Cli): void {
  const command = group
    .command("show")
    .description("show the rules of an app's draft, as a file that `rules put` takes");
  addAppOptions(command, ["trunkline rules show --app shop > rules.json"]);
  command.action(async (options: AppOptions) => {
    const path = rulesPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<SavedRules>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, ({ hooks, pages, commands }) =>
      escapeControlsInJson(JSON.stringify({ hooks, pages, commands }, null, 2)),
    );
  });
}
