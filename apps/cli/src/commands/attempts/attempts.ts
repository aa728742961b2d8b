import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addListAttempts } from "./list.ts";

/** Adds the group `attempts`. */
export function addAttempts(program: Command, cli: Cli): void {
  const group = program.command("attempts").description("tries at what must not happen twice");
  addListAttempts(group, cli);
}
