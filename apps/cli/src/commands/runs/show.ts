import type { RunDetail } from "@trunkline/api-contract";
import type { Command } from "commander";

import { runPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { addAppOptions } from "../shared-options.ts";
import type { AppOptions } from "../shared-options.ts";
import { runText } from "./run-text.ts";

interface ShowOptions extends AppOptions {
  readonly unmask?: boolean;
}

/** Adds `runs show`. */
export function addShowRun(group: Command, cli: Cli): void {
  const command = group
    .command("show")
    .description("show a run step by step; its texts and numbers are masked")
    .argument("<run>", "the run's id (run_…)")
    .option("--unmask", "show texts and numbers; the audit log says who did");
  addAppOptions(command, [
    "trunkline runs show run_0mit3v2k1abcdefghijklmnop",
    "trunkline runs show run_0mit3v2k1abcdefghijklmnop --unmask",
  ]);
  command.action(async (run: string, options: ShowOptions) => {
    const path = runPath(options.app, run);
    const api = await cli.connect();
    const answer = await api.send<RunDetail>(
      options.unmask === true
        ? { method: "POST", path: `${path}/unmask`, changes: false }
        : { method: "GET", path, changes: false },
    );
    await showAnswer(cli.terminal, options, answer, runText);
  });
}
