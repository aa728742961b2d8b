import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddConnection } from "./add.ts";
import { addDeleteConnection } from "./delete.ts";
import { addListConnections } from "./list.ts";

/** Adds the group `connections`. */
export function addConnections(program: Command, cli: Cli): void {
  const group = program.command("connections").description("an app's named links to services");
  for (const add of [addAddConnection, addListConnections, addDeleteConnection]) add(group, cli);
}
