import { resolve } from "node:path";

import type { Command } from "commander";

import { checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { printJson } from "../../terminal/show-answer.ts";
import { print } from "../../terminal/terminal.ts";
import { addJsonOption } from "../shared-options.ts";
import type { JsonOption } from "../shared-options.ts";
import { checkSource, readDocuments, type SourceOption } from "./documents.ts";
import { filesOfApp } from "./folder/files-of-app.ts";
import { folderError, tellFaults } from "./folder/folder-faults.ts";
import { type FolderWriting, writeFolder } from "./folder/write-folder.ts";
import { shownPath } from "./load-folder.ts";

interface ExportOptions extends JsonOption, SourceOption {
  readonly force?: boolean;
}

/** Adds `app export`. */
export function addExportApp(group: Command, cli: Cli): void {
  const command = group
    .command("export")
    .description("write an app's documents into a folder, for git")
    .argument("<app>", "the app")
    .argument("<dir>", "the folder; it is made if there is none")
    .option("--source <which>", "draft, live, or the number of a release", "draft")
    .option("--force", "write into a folder that has files and is no app's, too");
  addJsonOption(command, [
    "trunkline app export shop ./shop",
    "trunkline app export shop ./shop --source 3",
  ]);
  command.addHelpText("after", "Files that are no documents stay as they are.");
  command.action(async (app: string, dir: string, options: ExportOptions) => {
    const name = checkName("an app", app);
    const source = checkSource(options.source);
    const api = await cli.connect();
    const { documents } = await readDocuments(api, name, source);
    const { writeDocument } = await import("@trunkline/api-contract");
    const files = filesOfApp(documents, writeDocument);
    const force = options.force === true;
    const writing = await writeFolder(resolve(cli.cwd, dir), files, { force });
    if (writing.kind === "refused") {
      tellFaults(cli.terminal, writing.faults);
      throw folderError(shownPath(cli, dir), writing.faults);
    }
    const { written, removed, unchanged } = writing;
    if (options.json === true) {
      printJson(cli.terminal, JSON.stringify({ written, removed, unchanged }));
    } else print(cli.terminal, describe(writing, shownPath(cli, dir)));
  });
}

function describe(
  { written, removed, unchanged }: Extract<FolderWriting, { kind: "written" }>,
  dir: string,
): string {
  const lines = [
    ...written.map((file) => `${file} is written`),
    ...removed.map((file) => `${file} is removed`),
  ].map(escapeControls);
  const same = unchanged === 1 ? "1 file is" : `${unchanged} files are`;
  if (lines.length === 0) return `${dir} holds the app already: nothing has changed.`;
  return [...lines, ...(unchanged === 0 ? [] : [`${same} as before`])].join("\n");
}
