import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addDeployApp } from "./deploy.ts";
import { addDiffApp } from "./diff.ts";
import { addExportApp } from "./export.ts";
import { addImportApp } from "./import.ts";

/** Adds the group `app`. */
export function addApp(program: Command, cli: Cli): void {
  const group = program.command("app").description("an app as a folder of files");
  for (const add of [addExportApp, addImportApp, addDiffApp, addDeployApp]) add(group, cli);
}
