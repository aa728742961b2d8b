import { relative, resolve } from "node:path";

import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { note } from "../../terminal/terminal.ts";
import type { AppFolder } from "./folder/app-folder.ts";
import { folderError, tellFaults } from "./folder/folder-faults.ts";
import { readFolder } from "./folder/read-folder.ts";

/** Of so many files it is told that they are no part of an app. */
const strangersMax = 20;

/**
 * Reads an app's folder for a command, and tells what is wrong with it and what was passed over.
 *
 * @param app The app that the folder is for; that the folder has another name is told.
 * @throws CliError `FOLDER_WRONG`, `USAGE_WRONG`.
 */
export async function loadFolder(cli: Cli, app: string, dir: string): Promise<AppFolder> {
  const { terminal } = cli;
  const reading = await readFolder(resolve(cli.cwd, dir));
  for (const file of reading.strangers.slice(0, strangersMax)) {
    note(terminal, escapeControls(`${file}: it is no part of an app, and is passed over.`));
  }
  const untold = reading.strangers.length - strangersMax;
  if (untold > 0) note(terminal, `${untold} more files are passed over.`);
  tellFaults(terminal, reading.faults);
  if (reading.app === null) throw folderError(dir, reading.faults);
  const { name } = reading.app;
  if (name !== app) note(terminal, `The folder is of the app ${name}; it is used for ${app}.`);
  return reading.app;
}

/** A folder's path as it is shown: as short as it can be from where the command was called. */
export function shownPath(cli: Cli, dir: string): string {
  const path = relative(cli.cwd, resolve(cli.cwd, dir));
  return escapeControls(path === "" ? "." : path);
}
