import type { Command } from "commander";

import { profilePath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { deleteNamed } from "../delete-named.ts";
import { addAppOptions, addYesOption } from "../shared-options.ts";
import type { AppOptions, YesOption } from "../shared-options.ts";

/** Adds `profiles delete`. */
export function addDeleteProfile(group: Command, cli: Cli): void {
  const command = group
    .command("delete")
    .description("delete a profile and its sealed settings")
    .argument("<name>", "the profile's name");
  addYesOption(command);
  addAppOptions(command, [
    "trunkline profiles delete main",
    "trunkline profiles delete main --yes",
  ]);
  command.action((name: string, options: AppOptions & YesOption) =>
    deleteNamed(cli, options, {
      kind: "profile",
      name,
      path: profilePath(options.app, name),
      warning: `The profile ${name} and its sealed settings will be gone for good.`,
    }),
  );
}
