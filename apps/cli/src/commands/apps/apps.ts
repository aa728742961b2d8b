import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddApp } from "./add.ts";
import { addArchiveApp, addCopyApp, addRestoreApp } from "./change.ts";
import { addDeleteApp } from "./delete.ts";
import { addListApps } from "./list.ts";

/** Adds the group `apps`. */
export function addApps(program: Command, cli: Cli): void {
  const group = program.command("apps").description("the namespaces of profiles and connections");
  const commands = [addAddApp, addListApps, addCopyApp, addArchiveApp, addRestoreApp, addDeleteApp];
  for (const add of commands) add(group, cli);
}
