import type { Command } from "commander";

import { connectionPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { deleteNamed } from "../delete-named.ts";
import { addAppOptions, addYesOption } from "../shared-options.ts";
import type { AppOptions, YesOption } from "../shared-options.ts";

/** Adds `connections delete`. */
export function addDeleteConnection(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete a connection")
    .argument("<name>", "the connection's name");
  addYesOption(command);
  addAppOptions(command, [
    "trunkline connections delete texts",
    "trunkline connections delete texts --yes",
  ]);
  command.action((name: string, options: AppOptions & YesOption) =>
    deleteNamed(cli, options, {
      kind: "connection",
      name,
      path: connectionPath(options.app, name),
      warning: `The connection ${name} will be gone; flows and code that name it stop working.`,
    }),
  );
}
