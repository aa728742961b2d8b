import type { PublishedFlow } from "@trunkline/api-contract";
import type { Command } from "commander";

import type { ApiClient, ApiRequest } from "../../api/api-client.ts";
import { flowPath } from "../../api/paths.ts";
import type { ApiAnswer } from "../../api/read-answer.ts";
import type { Cli } from "../../cli.ts";
import { CliError } from "../../errors.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { note } from "../../terminal/terminal.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { addIfMatchOption, readIfMatch } from "./if-match.ts";
import type { IfMatchOption } from "./if-match.ts";
import { describeProblems, problemsIn } from "./problems.ts";

/** Adds `flows publish`. */
export function addPublishFlow(group: Command, cli: Cli): void {
  const command = group
    .command("publish")
    .description("make a flow's draft live, if its checks find no error")
    .argument("<name>", "the flow's name");
  addIfMatchOption(command, "only if the draft is still at this version");
  addAppOptions(command, [
    "trunkline flows publish order-update",
    "trunkline flows publish order-update --if-match 4",
  ]);
  command.action(async (name: string, options: AppOptions & IfMatchOption) => {
    const path = `${flowPath(options.app, name)}/publish`;
    const ifMatch = readIfMatch(options);
    const api = await cli.connect();
    const request = { method: "POST", path, ifMatch, changes: true } as const;
    const answer = await publish(cli, api, request);
    await showAnswer(cli.terminal, options, answer, ({ liveVersion, release, problems }) => {
      const published = `Version ${liveVersion} of ${name} is live, in release ${release}.`;
      return problems.length === 0 ? published : `${published}\n${describeProblems(problems)}`;
    });
  });
}

/** Tells the problems of a flow that is refused before the error is told. */
async function publish(
  cli: Cli,
  api: ApiClient,
  request: ApiRequest,
): Promise<ApiAnswer<PublishedFlow>> {
  try {
    return await api.send<PublishedFlow>(request);
  } catch (error) {
    if (error instanceof CliError && error.report.code === "FLOW_HAS_ERRORS") {
      note(cli.terminal, describeProblems(problemsIn(error.json ?? "null")));
    }
    throw error;
  }
}
