import type { Command } from "commander";

import { executeCommand } from "../../api/execute-command.ts";
import type { Cli } from "../../cli.ts";
import { usageError } from "../../errors.ts";
import { messageTable } from "../../messages/message.ts";
import type { Message } from "../../messages/message.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { nextPageLine } from "../next-page.ts";
import { addConnectionOptions } from "../shared-options.ts";
import type { ConnectionOptions } from "../shared-options.ts";

interface ListOptions extends ConnectionOptions {
  readonly to?: string;
  readonly from?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly pageToken?: string;
}

interface MessagePage {
  readonly messages: readonly Message[];
  readonly nextPageToken: string | null;
}

/** Adds `messages list`. */
export function addListMessages(group: Command, cli: Cli): void {
  const command = group
    .command("list")
    .description("list messages, newest first")
    .option("--to <number>", "only those to this number")
    .option("--from <sender>", "only those from this sender")
    .option("--since <date>", "only those sent on this day (2026-01-31, UTC) or later")
    .option("--until <date>", "only those sent on this day or before")
    .option("--limit <count>", "how many, 1 to 1000", "50")
    .option("--page-token <token>", "go on with the page that the one before named");
  addConnectionOptions(command, [
    "trunkline messages list",
    "trunkline messages list --to +15550001111 --since 2026-01-01 --limit 10",
    "trunkline messages list --json",
  ]);
  command.action(async (options: ListOptions) => {
    const { app, connection } = options;
    const call = { app, connection, command: "listMessagesPage", changes: false };
    const data = listInput(options);
    const answer = await executeCommand<MessagePage>(await cli.connect(), { ...call, data });
    await showAnswer(cli.terminal, options, answer, ({ data: page }) => describe(page));
  });
}

function listInput(options: ListOptions): Record<string, unknown> {
  const criteria = {
    to: options.to,
    from: options.from,
    dateSentAfter: options.since,
    dateSentBefore: options.until,
  };
  const present = Object.entries(criteria).filter(([, value]) => value !== undefined);
  return {
    ...(present.length === 0 ? {} : { criteria: Object.fromEntries(present) }),
    limit: limitOf(options.limit),
    ...(options.pageToken === undefined ? {} : { pageToken: options.pageToken }),
  };
}

function limitOf(text: string): number {
  const limit = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 1000) return limit;
  throw usageError("--limit takes a whole number from 1 to 1000.");
}

async function describe({ messages, nextPageToken }: MessagePage): Promise<string> {
  if (messages.length === 0) return "No message matches.";
  const token = nextPageToken === null ? null : escapeControls(nextPageToken);
  return (await messageTable(messages)) + nextPageLine(token);
}
