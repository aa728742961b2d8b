import type { App, CopyApp } from "@trunkline/api-contract";
import type { Command } from "commander";

import { appPath, checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";

/** Adds `apps copy`. */
export function addCopyApp(group: Command, cli: Cli): void {
  const command = group
    .command("copy")
    .description("make an app with the draft, groups and profiles of another")
    .argument("<name>", "the app that is copied")
    .argument("<copy>", "the name of the new one");
  addJsonOption(command, ["trunkline apps copy shop shop-test"]);
  command.action(async (name: string, copy: string, options: JsonOption) => {
    const body: CopyApp = { name: checkName("an app", copy) };
    const path = `${appPath(name)}/copy`;
    const api = await cli.connect();
    const answer = await api.send<App>({ method: "POST", path, body, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      (app) => `The app ${escapeControls(app.name)} is there. Nothing of it is live yet.`,
    );
  });
}

/** Adds `apps archive`. */
export function addArchiveApp(group: Command, cli: Cli): void {
  addSwitch(group, cli, {
    verb: "archive",
    description: "put an app away: it can be read, and nothing of it can be changed or executed",
    done: "is archived",
  });
}

/** Adds `apps restore`. */
export function addRestoreApp(group: Command, cli: Cli): void {
  addSwitch(group, cli, {
    verb: "restore",
    description: "bring an archived app back",
    done: "is back",
  });
}

/** A command that puts an app into another state. */
interface Switch {
  readonly verb: "archive" | "restore";
  readonly description: string;
  readonly done: string;
}

function addSwitch(group: Command, cli: Cli, { verb, description, done }: Switch): void {
  const command = group.command(verb).description(description).argument("<name>", "the app");
  addJsonOption(command, [`trunkline apps ${verb} bakery`]);
  command.action(async (name: string, options: JsonOption) => {
    const path = `${appPath(name)}/${verb}`;
    const api = await cli.connect();
    const answer = await api.send<App>({ method: "POST", path, changes: true });
    await showAnswer(
      cli.terminal,
      options,
      answer,
      (app) => `The app ${escapeControls(app.name)} ${done}.`,
    );
  });
}
