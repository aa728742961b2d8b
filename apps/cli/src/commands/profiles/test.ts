import type { ProfileTestResult } from "@trunkline/api-contract";
import type { Command } from "commander";

import { profilePath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { exitCodes } from "../../exit-codes.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderSheet } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `profiles test`. */
export function addTestProfile(group: Command, cli: Cli): void {
  const command = group
    .command("test")
    .description("sign in with a profile once, harmlessly, and say what is wrong")
    .argument("<name>", "the profile's name");
  addAppOptions(command, ["trunkline profiles test main"]);
  command.action(async (name: string, options: AppOptions) => {
    const path = `${profilePath(options.app, name)}/test`;
    const api = await cli.connect();
    const answer = await api.send<ProfileTestResult>({ method: "POST", path, changes: false });
    if (!answer.value.ok) cli.endWith(exitCodes.failed);
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe(result: ProfileTestResult): Promise<string> {
  const { clockSkewMs } = result;
  const pairs: [string, string | null][] = [
    ["Result", result.ok ? "ok" : "problem"],
    ["Title", result.title],
    ["Message", result.message],
    ["What to do", result.hint],
    ["Clock skew", clockSkewMs === null ? null : `${clockSkewMs} ms`],
    ["Request id", result.requestId],
  ];
  return renderSheet(pairs.filter(([, value]) => value !== null));
}
