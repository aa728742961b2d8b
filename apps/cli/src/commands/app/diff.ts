import type { Command } from "commander";

import { checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { printJson } from "../../terminal/show-answer.ts";
import { print } from "../../terminal/terminal.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { describeDifferences, differencesBetween } from "./describe-differences.ts";
import { checkSource, readDocuments, type ReadDocuments, type SourceOption } from "./documents.ts";
import { documentsOf } from "./folder-documents.ts";
import { loadFolder, shownPath } from "./load-folder.ts";

/** Adds `app diff`. */
export function addDiffApp(group: Command, cli: Cli): void {
  const command = group
    .command("diff")
    .description("say in words what a folder would change in an app")
    .argument("<app>", "the app")
    .argument("<dir>", "its folder")
    .option("--source <which>", "draft, live, or the number of a release", "draft");
  addJsonOption(command, [
    "trunkline app diff shop ./shop",
    "trunkline app diff shop ./shop --source live",
  ]);
  command.addHelpText(
    "after",
    "Like diff it ends with 0 when nothing differs, with 1 when something does, and with 2 or\n" +
      "more when the two could not be compared.",
  );
  command.action(async (app: string, dir: string, options: JsonOption & SourceOption) => {
    const name = checkName("an app", app);
    const source = checkSource(options.source);
    const folder = await loadFolder(cli, name, dir);
    const { documents } = await readToCompare(cli, name, source);
    const differences = await differencesBetween(documents, documentsOf(folder));
    if (options.json === true) printJson(cli.terminal, JSON.stringify({ differences }));
    else if (differences.length > 0) print(cli.terminal, describeDifferences(differences));
    else print(cli.terminal, `${shownPath(cli, dir)} holds what ${name} holds.`);
    if (differences.length > 0) cli.endWith(exitCodes.failed);
  });
}

/** Refusals end with another code than a difference does, so that scripts can tell the two apart. */
async function readToCompare(cli: Cli, app: string, source: string): Promise<ReadDocuments> {
  const api = await cli.connect();
  try {
    return await readDocuments(api, app, source);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== "API_REFUSED") throw error;
    const origin = error.json === null ? {} : { json: error.json };
    throw new CliError("USAGE_WRONG", error.report, { cause: error, ...origin });
  }
}
