import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addCheckRules } from "./check.ts";
import { addPutRules } from "./put.ts";
import { addShowRules } from "./show.ts";

/** Adds the group `rules`. */
export function addRules(program: Command, cli: Cli): void {
  const group = program.command("rules").description("who may do what in an app");
  for (const add of [addShowRules, addPutRules, addCheckRules]) add(group, cli);
}
