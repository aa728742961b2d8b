import type { FlowList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { flowsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";

/** Adds `flows list`. */
export function addListFlows(group: Command, cli: Cli): void {
  const command = group.command("list").description("list an app's flows, by name");
  addPageOptions(command);
  addAppOptions(command, ["trunkline flows list", "trunkline flows list --app bakery --json"]);
  command.action(async (options: AppOptions & PageOptions) => {
    const { pageSize, pageToken } = options;
    const path = flowsPath(options.app);
    const api = await cli.connect();
    const query = { pageSize, pageToken };
    const answer = await api.send<FlowList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ flows, nextPageToken }: FlowList): Promise<string> {
  if (flows.length === 0) return "There is no flow yet: trunkline flows put <file>";
  const rows = flows.map((flow) => [
    flow.name,
    flow.kind,
    flow.version,
    flow.liveVersion,
    flow.updatedAt,
  ]);
  const table = await renderTable(["FLOW", "KIND", "DRAFT", "LIVE", "UPDATED"], rows);
  return table + nextPageLine(nextPageToken);
}
