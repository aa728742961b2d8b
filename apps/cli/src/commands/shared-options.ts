import type { Command } from "commander";

/** `--json`, on every command. */
export interface JsonOption {
  readonly json?: boolean;
}

/** The options of commands inside an app. */
export interface AppOptions extends JsonOption {
  readonly app: string;
}

/** The options of commands that use a connection. */
export interface ConnectionOptions extends AppOptions {
  readonly connection: string;
}

/** The options of commands that list what the server keeps. */
export interface PageOptions {
  readonly pageSize?: string;
  readonly pageToken?: string;
}

const exitCodeLine =
  "Exit codes: 0 done, 1 refused or failed, 2 called wrongly, 3 outcome unknown, 4 no server.";

/** Adds `--json`, and examples and exit codes to the help. */
export function addJsonOption(command: Command, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  $ ${example}`).join("\n");
  return command
    .option("--json", "print exactly the API's JSON")
    .addHelpText("after", `\nExamples:\n${lines}\n\n${exitCodeLine}`);
}

/** Adds `--app` and what `addJsonOption` adds. */
export function addAppOptions(command: Command, examples: readonly string[]): Command {
  command.option("--app <name>", "the app", "demo");
  return addJsonOption(command, examples);
}

/** Adds `--connection` and what `addAppOptions` adds. */
export function addConnectionOptions(command: Command, examples: readonly string[]): Command {
  command.option("--connection <name>", "the app's connection", "sms");
  return addAppOptions(command, examples);
}

/** Adds `--page-size` and `--page-token`. */
export function addPageOptions(command: Command): Command {
  return command
    .option("--page-size <rows>", "rows on a page, 1 to 200", "200")
    .option("--page-token <token>", "go on with the page that the one before named");
}

/** The option of commands that ask before they go on. */
export interface YesOption {
  readonly yes?: boolean;
}

/** Adds `--yes`. */
export function addYesOption(command: Command): Command {
  return command.option("--yes", "don't ask for confirmation");
}
