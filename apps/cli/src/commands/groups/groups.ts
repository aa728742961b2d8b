import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddGroup } from "./add.ts";
import { addDeleteGroup } from "./delete.ts";
import { addListGroups } from "./list.ts";
import { addListMembers } from "./members.ts";

/** Adds the group of commands `groups`. */
export function addGroups(program: Command, cli: Cli): void {
  const group = program.command("groups").description("the groups of an app, which rules name");
  for (const add of [addListGroups, addAddGroup, addDeleteGroup, addListMembers]) add(group, cli);
}
