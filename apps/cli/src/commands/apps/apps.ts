import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddApp } from "./add.ts";
import { addListApps } from "./list.ts";

/** Adds the group `apps`. */
export function addApps(program: Command, cli: Cli): void {
  const group = program.command("apps").description("the namespaces of profiles and connections");
  for (const add of [addAddApp, addListApps]) add(group, cli);
}
