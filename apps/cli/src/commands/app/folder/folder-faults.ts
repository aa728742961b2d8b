import { CliError } from "../../../errors.ts";
import { escapeControls } from "../../../terminal/escape-controls.ts";
import { note } from "../../../terminal/terminal.ts";
import type { Terminal } from "../../../terminal/terminal.ts";

/** One thing that is wrong with a folder. */
export interface FolderFault {
  /** The file's path in the folder, with slashes; empty when it is the folder itself. */
  readonly file: string;
  /** Where in the file, such as `3:14` or `settings.method`; null when it is the whole file. */
  readonly place: string | null;
  readonly message: string;
  readonly hint: string | null;
}

/** A fault of a whole file. */
export function faultOf(file: string, message: string, hint: string | null = null): FolderFault {
  return { file, place: null, message, hint };
}

/** Writes what is wrong beside the results, a line each with file, place and cause. */
export function tellFaults(terminal: Terminal, faults: readonly FolderFault[]): void {
  for (const { file, place, message, hint } of faults) {
    const where = [file, place].filter((part) => part !== null && part !== "").join(":");
    const line = where === "" ? message : `${where}: ${message}`;
    note(terminal, escapeControls(hint === null ? line : `${line} ${hint}`));
  }
}

/** The error that ends a command once its folder's faults were told. */
export function folderError(dir: string, faults: readonly FolderFault[]): CliError {
  const count = faults.length === 1 ? "one thing is" : `${faults.length} things are`;
  return new CliError("FOLDER_WRONG", {
    title: "The folder cannot be used",
    message: `In ${dir} ${count} wrong, and nothing was changed.`,
    hint: "Every line above names the file and the cause.",
  });
}
