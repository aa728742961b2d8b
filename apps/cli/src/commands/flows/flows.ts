import type { Command } from "commander";

import type { Cli } from "../../cli.ts";
import { addCheckFlow } from "./check.ts";
import { addDeleteFlow } from "./delete.ts";
import { addListFlows } from "./list.ts";
import { addPublishFlow } from "./publish.ts";
import { addPutFlow } from "./put.ts";
import { addShowFlow } from "./show.ts";
import { addSigningSecret } from "./signing-secret.ts";
import { addTestFlow } from "./test.ts";
import { addFlowVersions } from "./versions.ts";

/** Adds the group `flows`. */
export function addFlows(program: Command, cli: Cli): void {
  const group = program.command("flows").description("what an app does, drawn out of blocks");
  const commands = [
    addPutFlow,
    addCheckFlow,
    addPublishFlow,
    addTestFlow,
    addSigningSecret,
    addListFlows,
    addShowFlow,
    addFlowVersions,
    addDeleteFlow,
  ];
  for (const add of commands) add(group, cli);
}
