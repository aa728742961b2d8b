import type { App, CreateApp } from "@trunkline/api-contract";
import type { Command } from "commander";

import { appsPath, checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";

/** Adds `apps add`. */
export function addAddApp(group: Command, cli: Cli): void {
  const command = group
    .command("add")
    .description("make an app")
    .argument("<name>", "lower-case letters, digits, dashes and underscores");
  addJsonOption(command, ["trunkline apps add bakery"]);
  command.action(async (name: string, options: JsonOption) => {
    const body: CreateApp = { name: checkName("an app", name) };
    const api = await cli.connect();
    const answer = await api.send<App>({ method: "POST", path: appsPath, body, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      (app) => `The app ${escapeControls(app.name)} is there.`,
    );
  });
}
