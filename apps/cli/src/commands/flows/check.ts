import type { FlowCheck } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiRequest } from "../../api/api-client.ts";
import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { exitCodes } from "../../exit-codes.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { readFlowFile } from "./flow-file.ts";
import { describeProblems } from "./problems.ts";

/** Names have no dots and slashes: what has one, or is `-`, is a file. */
const fileLike = /[./\\]|^-$/;

/** Adds `flows check`. */
export function addCheckFlow(group: Command, cli: Cli): void {
  const command = group
    .command("check")
    .description("find every problem of a flow file, or of a flow's draft")
    .argument("<file or name>", "a flow file (with a dot or slash; - is standard input) or a flow");
  addAppOptions(command, [
    "trunkline flows check order-update.json",
    "trunkline flows check order-update",
  ]);
  command.addHelpText("after", "It ends with 1 when there is an error; a warning is none.");
  command.action(async (target: string, options: AppOptions) => {
    const request = await requestFor(cli, target, options.app);
    const api = await cli.connect();
    const answer = await api.send<FlowCheck>({ method: "POST", changes: false, ...request });
    await showAnswer(cli.terminal, options, answer, ({ problems }) =>
      problems.length === 0 ? "The flow has no problems." : describeProblems(problems),
    );
    if (answer.value.problems.some(({ severity }) => severity === "error")) {
      cli.endWith(exitCodes.failed);
    }
  });
}

async function requestFor(
  cli: Cli,
  target: string,
  app: string,
): Promise<Pick<ApiRequest, "path" | "bodyText">> {
  if (!fileLike.test(target)) return { path: `${flowPath(app, target)}/check` };
  const { name, text } = await readFlowFile(cli, target);
  return { path: `${flowPath(app, name)}/check`, bodyText: text };
}
