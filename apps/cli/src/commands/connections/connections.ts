import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddConnection } from "./add.ts";
import { addDeleteConnection } from "./delete.ts";
import { addListConnections } from "./list.ts";
import { addConnectionVersions } from "./versions.ts";

/** Adds the group `connections`. */
export function addConnections(program: Command, cli: Cli): void {
  const group = program.command("connections").description("an app's named links to services");
  const commands = [
    addAddConnection,
    addListConnections,
    addConnectionVersions,
    addDeleteConnection,
  ];
  for (const add of commands) add(group, cli);
}
