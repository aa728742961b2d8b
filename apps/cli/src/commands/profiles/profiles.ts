import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addAddProfile } from "./add.ts";
import { addDeleteProfile } from "./delete.ts";
import { addListProfiles } from "./list.ts";
import { addRotateProfile } from "./rotate.ts";
import { addTestProfile } from "./test.ts";

/** Adds the group `profiles`. */
export function addProfiles(program: Command, cli: Cli): void {
  const group = program.command("profiles").description("accounts with services");
  for (const add of [
    addAddProfile,
    addListProfiles,
    addTestProfile,
    addRotateProfile,
    addDeleteProfile,
  ]) {
    add(group, cli);
  }
}
