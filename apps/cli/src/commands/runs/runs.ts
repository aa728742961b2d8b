import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addFollowRun } from "./follow.ts";
import { addListRuns } from "./list.ts";
import { addShowRun } from "./show.ts";

/** Adds the group `runs`. */
export function addRuns(program: Command, cli: Cli): void {
  const group = program.command("runs").description("what flows did, step by step");
  addListRuns(group, cli);
  addShowRun(group, cli);
  addFollowRun(group, cli);
}
