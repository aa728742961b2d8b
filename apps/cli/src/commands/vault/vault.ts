import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addRotateVault } from "./rotate.ts";

/** Adds the group `vault`. */
export function addVault(program: Command, cli: Cli): void {
  const group = program.command("vault").description("the sealed settings");
  addRotateVault(group, cli);
}
