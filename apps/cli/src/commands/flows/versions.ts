import type { FlowVersionList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { flowPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `flows versions`. */
export function addFlowVersions(group: Command, cli: Cli): void {
  const command = group
    .command("versions")
    .description("list the kept versions of a flow, newest first")
    .argument("<name>", "the flow's name");
  addAppOptions(command, ["trunkline flows versions order-update"]);
  command.action(async (name: string, options: AppOptions) => {
    const path = `${flowPath(options.app, name)}/versions`;
    const api = await cli.connect();
    const answer = await api.send<FlowVersionList>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, ({ versions }) => {
      const rows = versions.map(({ version, isLive, isDraft, savedAt }) => [
        version,
        [...(isDraft ? ["draft"] : []), ...(isLive ? ["live"] : [])].join(", ") || null,
        savedAt,
      ]);
      return renderTable(["VERSION", "USED AS", "SAVED"], rows);
    });
  });
}
