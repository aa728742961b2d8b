import { randomUUID } from "node:crypto";

import type { Command } from "commander";

import type { ApiClient } from "../../api/api-client.ts";
import { executeCommand } from "../../api/execute-command.ts";
import type { ResultOf } from "../../api/execute-command.ts";
import type { ApiAnswer } from "../../api/read-answer.ts";
import type { Cli } from "../../cli.ts";
import { CliError, usageError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { endOf, followMessage } from "../../messages/follow-message.ts";
import { messageSheet } from "../../messages/message.ts";
import type { Message } from "../../messages/message.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { readStdin } from "../../terminal/read-input.ts";
import { showAnswer } from "../../terminal/show-answer.ts";
import { showError } from "../../terminal/show-error.ts";
import { note } from "../../terminal/terminal.ts";
import { addConnectionOptions } from "../shared-options.ts";
import type { ConnectionOptions } from "../shared-options.ts";

interface SendOptions extends ConnectionOptions {
  readonly to: string;
  readonly text?: string;
  readonly from?: string;
  readonly service?: string;
  readonly media?: readonly string[];
  readonly idempotencyKey?: string;
  readonly wait?: string | true;
}

type Sent = ApiAnswer<ResultOf<Message>>;

const examples = [
  'trunkline send sms --to +15550001111 --text "Your table is ready."',
  "trunkline send sms --to +15550001111 --text - < letter.txt",
  'trunkline send sms --to +15550001111 --from +15005550006 --text "Hi" --wait',
  "trunkline send sms --to +15550001111 --media https://example.com/cake.jpg --json",
];

/** Adds `send sms`. */
export function addSendSms(group: Command, cli: Cli): void {
  const command = group
    .command("sms")
    .description("send a text through a connection")
    .requiredOption("--to <number>", "the recipient, such as +15550001111 or whatsapp:+15550001111")
    .option("--text <text>", "the text; - reads it from standard input")
    .option("--from <sender>", "the sender; else the connection's default sender")
    .option("--service <sid>", "a Messaging Service (MG…) that chooses the sender")
    .option("--media <url>", "the address of a picture or file; may be repeated", collect)
    .option("--idempotency-key <key>", "the same key never sends twice; one is made when left out")
    .option("--wait [seconds]", "follow the text to its final status, for 60 seconds at most");
  addConnectionOptions(command, examples);
  command.action((options: SendOptions) => sendSms(cli, options));
}

async function sendSms(cli: Cli, options: SendOptions): Promise<void> {
  const limitMs = waitLimitMs(options.wait);
  const data = await messageInput(cli, options);
  const api = await cli.connect();
  const sent = await executeCommand<Message>(api, {
    app: options.app,
    connection: options.connection,
    command: "sendMessage",
    data,
    idempotencyKey: options.idempotencyKey ?? `cli_${randomUUID()}`,
    changes: true,
  });
  const last = limitMs === null ? sent : await follow(cli, api, { options, sent, limitMs });
  await showAnswer(cli.terminal, options, last, ({ data: message }) =>
    messageSheet(message, sent.value.attempt),
  );
}

/** Leaves out what was not given; an empty text is the server's to refuse. */
async function messageInput(cli: Cli, options: SendOptions): Promise<Record<string, unknown>> {
  const { to, text, from, service, media } = options;
  const msg = text === "-" ? (await readStdin(cli.terminal)).replace(/\r?\n$/, "") : text;
  return {
    toPhone: to,
    ...(msg === undefined ? {} : { msg }),
    ...(from === undefined ? {} : { fromPhone: from }),
    ...(service === undefined ? {} : { fromService: service }),
    ...(media === undefined ? {} : { customProps: { mediaUrl: media } }),
  };
}

/**
 * Follows a text that has been sent and sets the exit code: 1 when it failed, 3 when its end was not
 * seen. What happens here never hides that it was sent.
 */
async function follow(
  cli: Cli,
  api: ApiClient,
  { options, sent, limitMs }: { options: SendOptions; sent: Sent; limitMs: number },
): Promise<Sent> {
  const { sid } = sent.value.data;
  note(cli.terminal, `Sent as ${escapeControls(sid)}; waiting for its final status.`);
  const { app, connection } = options;
  const last = await tryToFollow(cli, () => followMessage(api, { app, connection, sid, limitMs }));
  const end = last === null ? null : endOf(last.value.data.status);
  if (end === "bad") cli.endWith(exitCodes.failed);
  if (end === null) {
    cli.endWith(exitCodes.unknown);
    note(cli.terminal, "The final status is not known yet: the text has been sent all the same.");
  }
  return last ?? sent;
}

async function tryToFollow(cli: Cli, go: () => Promise<Sent | null>): Promise<Sent | null> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    showError(cli.terminal, error);
    return null;
  }
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function waitLimitMs(wait: string | true | undefined): number | null {
  if (wait === undefined) return null;
  if (wait === true) return 60_000;
  if (/^[1-9][0-9]{0,4}$/.test(wait)) return Number(wait) * 1000;
  throw usageError("--wait takes a whole number of seconds, or nothing.", "Such as --wait 30.");
}
