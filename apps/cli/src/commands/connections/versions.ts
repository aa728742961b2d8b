import type { ConnectionVersionList } from "@trunkline/api-contract";
import type { Command } from "commander";

import { connectionPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";

/** Adds `connections versions`. */
export function addConnectionVersions(group: Command, cli: Cli): void {
  const command = group
    .command("versions")
    .description("list the kept versions of a connection, newest first")
    .argument("<name>", "the connection's name");
  addAppOptions(command, ["trunkline connections versions sms"]);
  command.action(async (name: string, options: AppOptions) => {
    const path = `${connectionPath(options.app, name)}/versions`;
    const api = await cli.connect();
    const answer = await api.send<ConnectionVersionList>({ method: "GET", path, changes: false });
    await showAnswer(cli.terminal, options, answer, ({ versions }) => {
      const rows = versions.map(({ version, isLive, isDraft, profile, savedAt }) => [
        version,
        [...(isDraft ? ["draft"] : []), ...(isLive ? ["live"] : [])].join(", ") || null,
        profile,
        savedAt,
      ]);
      return renderTable(["VERSION", "USED AS", "PROFILE", "SAVED"], rows);
    });
  });
}
