import type { Flow } from "@trunkline/api-contract";
import type { Command } from "commander";

import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { readFlowFile } from "./flow-file.ts";
import { addIfMatchOption, currentVersion, readIfMatch } from "./if-match.ts";
import type { IfMatchOption } from "./if-match.ts";

/** Adds `flows put`. */
export function addPutFlow(group: Command, cli: Cli): void {
  const command = group
    .command("put")
    .description("save a flow file as the draft of the flow that it names")
    .argument("<file>", "the flow file; - is standard input");
  addIfMatchOption(
    command,
    "only if the draft is still at this version; else it replaces what is there now",
  );
  addAppOptions(command, [
    "trunkline flows put order-update.json",
    "trunkline flows put order-update.json --if-match 3",
  ]);
  command.action(async (file: string, options: AppOptions & IfMatchOption) => {
    const given = readIfMatch(options);
    const flow = await readFlowFile(cli, file);
    const path = flowPath(options.app, flow.name);
    const api = await cli.connect();
    const ifMatch = given ?? (await currentVersion(api, path));
    const answer = await api.send<Flow>({
      method: "PUT",
      path,
      bodyText: flow.text,
      ifMatch,
      changes: true,
    });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

function describe({ name, version, liveVersion }: Flow): string {
  const saved = `The flow ${escapeControls(name)} is saved as version ${version}.`;
  if (liveVersion === version) return `${saved}\nThat version is live.`;
  const live = liveVersion === null ? "Nothing of it is live" : `Version ${liveVersion} is live`;
  return `${saved}\n${live}; \`trunkline flows publish ${escapeControls(name)}\` makes this one live.`;
}
