import type { RunList } from "@trunkline/api-contract";
import { Option } from "commander";
import type { Command } from "commander";

import { checkName, runsPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { addAppOptions, addPageOptions } from "../shared-options.ts";
import type { AppOptions, PageOptions } from "../shared-options.ts";
import { instantOf } from "./instant-of.ts";

const statuses = [
  "running",
  "waiting",
  "paused",
  "finished",
  "failed",
  "unknown",
  "cancelled",
  "interrupted",
] as const;

interface ListOptions extends AppOptions, PageOptions {
  readonly flow?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly since?: string;
  readonly until?: string;
  readonly error?: string;
}

/** Adds `runs list`. */
export function addListRuns(group: Command, cli: Cli): void {
  const command = group
    .command("list")
    .description("list an app's runs, newest first")
    .option("--flow <name>", "only those of this flow")
    .addOption(new Option("--status <status>", "only those in this status").choices(statuses))
    .addOption(
      new Option("--kind <kind>", "only those of this kind of flow").choices([
        "web-hook",
        "background-task",
        "page",
      ]),
    )
    .option("--since <time>", "only those that began then or later (ISO 8601, or 90m, 24h, 7d ago)")
    .option("--until <time>", "only those that began before then")
    .option("--error <text>", "only those with an error whose code or words have this text");
  addPageOptions(command);
  addAppOptions(command, [
    "trunkline runs list --status failed --since 24h",
    'trunkline runs list --flow order-update --error "opted out"',
  ]);
  command.action(async (options: ListOptions) => {
    const { flow, status, kind, error, pageSize, pageToken } = options;
    if (flow !== undefined) checkName("a flow", flow);
    const since = instantOf(options.since, new Date());
    const until = instantOf(options.until, new Date());
    const query = { flow, status, kind, since, until, error, pageSize, pageToken };
    const path = runsPath(options.app);
    const api = await cli.connect();
    const answer = await api.send<RunList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, options, answer, describe);
  });
}

async function describe({ runs, nextPageToken }: RunList): Promise<string> {
  if (runs.length === 0) return "No run matches.";
  const rows = runs.map((run) => [
    run.id,
    run.startedAt,
    run.isDraft ? `${run.flow} (draft)` : run.flow,
    run.status,
    run.stepCount,
    run.durationMs,
    run.caller,
    run.error?.code ?? null,
  ]);
  const head = ["RUN", "STARTED", "FLOW", "STATUS", "STEPS", "MS", "CALLER", "ERROR"];
  return (await renderTable(head, rows)) + nextPageLine(nextPageToken);
}
