import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addListAudit } from "./list.ts";

/** Adds the group `audit`. */
export function addAudit(program: Command, cli: Cli): void {
  const group = program.command("audit").description("who did what, when, from where");
  addListAudit(group, cli);
}
