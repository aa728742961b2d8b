import type { Command } from "commander";

import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { deleteNamed } from "../delete-named.ts";
import { addAppOptions, addYesOption } from "../shared-options.ts";
import type { AppOptions, YesOption } from "../shared-options.ts";

/** Adds `flows delete`. */
export function addDeleteFlow(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete a flow with its versions, the live one included")
    .argument("<name>", "the flow's name");
  addYesOption(command);
  addAppOptions(command, [
    "trunkline flows delete order-update",
    "trunkline flows delete order-update --yes",
  ]);
  command.action((name: string, options: AppOptions & YesOption) =>
    deleteNamed(cli, options, {
      kind: "flow",
      name,
      path: flowPath(options.app, name),
      warning: `The flow ${name} and its versions will be gone, and its address answers 404.`,
    }),
  );
}
