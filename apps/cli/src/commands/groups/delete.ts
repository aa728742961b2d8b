import type { Command } from "commander";

import { groupPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { deleteNamed } from "../delete-named.ts";
import { addAppOptions, addYesOption } from "../shared-options.ts";
import type { AppOptions, YesOption } from "../shared-options.ts";

/** Adds `groups delete`. */
export function addDeleteGroup(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete a group and its memberships")
    .argument("<name>", "the group's name");
  addYesOption(command);
  addAppOptions(command, ["trunkline groups delete Support --app shop"]);
  command.action((name: string, options: AppOptions & YesOption) =>
    deleteNamed(cli, options, {
      kind: "group",
      name,
      path: groupPath(options.app, name),
      warning: `Nobody will be in ${name} any more; rules that name it let nobody in by it.`,
    }),
  );
}
