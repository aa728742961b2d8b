import { checkName } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { parseJsonInput, readTextFile } from "../../terminal/read-input.ts";

/** A flow file: its text is what is sent. */
export interface FlowFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a flow file, or standard input when the path is `-`.
 *
 * @throws CliError `USAGE_WRONG` when it cannot be read or names no flow.
 */
export async function readFlowFile(cli: Cli, path: string): Promise<FlowFile> {
  const text = await readTextFile(cli, path);
  const source = path === "-" ? "Standard input" : path;
  const value = parseJsonInput(text, source);
  const name = nameIn(value);
  if (name !== null) return { name: checkName("a flow", name), text };
  throw usageError(
    `${source} is no flow file.`,
    'A flow file is {"name": "…", "kind": "web-hook", "settings": {}, "workspace": {…}}.',
  );
}

function nameIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("name" in value)) return null;
  return typeof value.name === "string" ? value.name : null;
}
