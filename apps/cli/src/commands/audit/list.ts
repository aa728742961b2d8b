import { type AuditList, auditActions } from "@trunkline/api-contract";
import { Option } from "commander";
import type { Command } from "commander";

import { appAuditPath, auditPath } from "../../api/paths.ts";
import type { Cli } from "../../cli.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { renderTable } from "../../terminal/table.ts";
import { nextPageLine } from "../next-page.ts";
import { instantOf } from "../runs/instant-of.ts";
import { addJsonOption, addPageOptions } from "../shared-options.ts";
import type { JsonOption, PageOptions } from "../shared-options.ts";

interface ListOptions extends JsonOption, PageOptions {
  readonly app?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly user?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
}

/** Adds `audit list`. */
export function addListAudit(group: Command, cli: Cli): void {
  const command = group
    .command("list")
    .description("list who did what, newest first: in an app, or on the whole server")
    .option("--app <name>", "only what concerns this app; without it, everything (for the owner)")
    .addOption(new Option("--action <action>", "only this").choices(auditActions))
    .option("--actor <name>", "only what this user did; owner is the server's own key")
    .option("--user <id>", "the same, by the user's id")
    .option("--subject <name>", "only what was done to this name or id")
    .option("--since <time>", "only what was done then or later (ISO 8601, or 90m, 24h, 7d ago)")
    .option("--until <time>", "only what was done before then");
  addPageOptions(command);
  addJsonOption(command, [
    "trunkline audit list --app shop --action release.published",
    "trunkline audit list --action session.refused --since 24h",
  ]);
  command.action(async ({ app, json, ...options }: ListOptions) => {
    const since = instantOf(options.since, new Date());
    const until = instantOf(options.until, new Date());
    const query = { ...options, since, until };
    const path = app === undefined ? auditPath : appAuditPath(app);
    const api = await cli.connect();
    const answer = await api.send<AuditList>({ method: "GET", path, query, changes: false });
    await showAnswer(cli.terminal, { json: json === true }, answer, describe);
  });
}

async function describe({ entries, nextPageToken }: AuditList): Promise<string> {
  if (entries.length === 0) return "No entry matches.";
  const rows = entries.map((entry) => [
    entry.at,
    entry.actor,
    entry.action,
    entry.app,
    entry.subject,
    entry.origin,
    entry.details === null ? null : JSON.stringify(entry.details),
  ]);
  const head = ["AT", "WHO", "WHAT", "APP", "OF", "FROM", "MORE"];
  return (await renderTable(head, rows)) + nextPageLine(nextPageToken);
}
