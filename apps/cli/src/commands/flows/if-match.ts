import type { Flow } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { CliError, usageError } from "../../errors.ts";

/** The option of commands that change a flow only while it is at a version. */
export interface IfMatchOption {
  readonly ifMatch?: string;
}

/** Adds `--if-match`. */
export function addIfMatchOption(command: Command, description: string): Command {
  return command.option("--if-match <version>", description);
}

/**
 * The version as the server takes it; undefined when none was given.
 *
 * @throws CliError `USAGE_WRONG`.
 */
export function readIfMatch({ ifMatch }: IfMatchOption): string | undefined {
  if (ifMatch === undefined || ifMatch === "*") return ifMatch;
  const version = /^"?([1-9]\d{0,8})"?$/.exec(ifMatch)?.[1];
  if (version !== undefined) return `"${version}"`;
  throw usageError("--if-match takes the number of a version, or *.", "Such as --if-match 3.");
}

/** The version that a flow is at, as the server takes it; undefined when there is no such flow. */
export async function currentVersion(api: ApiClient, path: string): Promise<string | undefined> {
  try {
    const { value } = await api.send<Flow>({ method: "GET", path, changes: false });
    return `"${value.version}"`;
  } catch (error) {
    if (error instanceof CliError && error.report.code === "FLOW_UNKNOWN") return undefined;
    throw error;
  }
}
