import type { Command } from "commander";

import { runPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { followRun } from "./follow-run.ts";

/** Adds `runs follow`. */
export function addFollowRun(group: Command, cli: Cli): void {
  const command = group
    .command("follow")
    .description("show what a run did and does, live, until it ends")
    .argument("<run>", "the run's id (run_…)");
  addAppOptions(command, [
    "trunkline runs follow run_0mit3v2k1abcdefghijklmnop",
    "trunkline runs follow run_0mit3v2k1abcdefghijklmnop --json",
  ]);
  command.action(async (run: string, options: AppOptions) => {
    const path = runPath(options.app, run);
    cli.endWith(await followRun(await cli.connect(), cli.terminal, path, options));
  });
}
