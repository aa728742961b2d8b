import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addActivateRelease } from "./activate.ts";
import { addListReleases } from "./list.ts";
import { addPublishRelease } from "./publish.ts";
import { addRollback } from "./rollback.ts";
import { addShowRelease } from "./show.ts";

/** Adds the group `releases`. */
export function addReleases(program: Command, cli: Cli): void {
  const group = program.command("releases").description("what is live in an app, and what was");
  const commands = [
    addPublishRelease,
    addListReleases,
    addShowRelease,
    addActivateRelease,
    addRollback,
  ];
  for (const add of commands) add(group, cli);
}
