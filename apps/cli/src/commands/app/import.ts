import type { CreateApp, ReplacedDocuments } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { appsPath, checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note } from "../../terminal/terminal.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { describeAppProblems, describeChanges, tellRefusal } from "./describe-replacement.ts";
import {
  readDocuments,
  type ReplacedDraft,
  replaceDocuments,
  type Replacement,
} from "./documents.ts";
import { bodyOf } from "./folder-documents.ts";
import { loadFolder } from "./load-folder.ts";

interface ImportOptions extends JsonOption {
  readonly create?: boolean;
  readonly dryRun?: boolean;
}

/** Adds `app import`. */
export function addImportApp(group: Command, cli: Cli): void {
  const command = group
    .command("import")
    .description("make a folder's documents the draft of an app, all or none")
    .argument("<app>", "the app")
    .argument("<dir>", "its folder")
    .option("--create", "make the app if there is none")
    .option("--dry-run", "say what would change, and change nothing");
  addJsonOption(command, [
    "trunkline app import shop ./shop",
    "trunkline app import shop-test ./shop --create",
  ]);
  command.addHelpText("after", "Documents that the folder lacks are gone from the draft.");
  command.action(async (app: string, dir: string, options: ImportOptions) => {
    const name = checkName("an app", app);
    const folder = await loadFolder(cli, name, dir);
    const { compactDocument } = await import("@trunkline/api-contract");
    const api = await cli.connect();
    if (options.create === true && options.dryRun !== true) await ensureApp(cli, api, name);
    const { etag } = await readDocuments(api, name, "draft");
    const answer = await replaceOrTell(cli, api, {
      app: name,
      bodyText: bodyOf(folder, compactDocument),
      etag,
      dryRun: options.dryRun === true,
    });
    await showAnswer(cli.terminal, options, answer, (value) => describe(value, name));
  });
}

async function ensureApp(cli: Cli, api: ApiClient, name: string): Promise<void> {
  const body: CreateApp = { name };
  try {
    await api.send({ method: "POST", path: appsPath, body, changes: true });
    note(cli.terminal, `The app ${name} is made.`);
  } catch (error) {
    if (!(error instanceof CliError) || error.report.code !== "APP_EXISTS") throw error;
  }
}

/** Replaces a draft; what the server finds wrong is told before the error. */
export async function replaceOrTell(
  cli: Cli,
  api: ApiClient,
  replacement: Replacement,
): Promise<ReplacedDraft> {
  try {
    return await replaceDocuments(api, replacement);
  } catch (error) {
    tellRefusal(cli.terminal, error);
    throw error;
  }
}

function describe(value: ReplacedDocuments, app: string): string {
  const changes = describeChanges(value);
  const done = value.dryRun
    ? "Nothing was changed: this was only tried."
    : `The draft of ${app} is replaced; \`trunkline releases publish --app ${app}\` makes it live.`;
  return [
    changes === "" ? "The draft holds all of it already." : changes,
    ...(value.problems.length === 0 ? [] : [describeAppProblems(value.problems)]),
    ...(changes === "" ? [] : [done]),
  ].join("\n");
}
