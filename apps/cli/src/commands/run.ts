import { randomUUID } from "node:crypto";

import type { Command } from "commander";

import { executeCommand } from "../api/execute-command.ts";
import type { Cli } from "../cli.ts";
import { usageError } from "../errors.ts";
import { escapeControlsInJson } from "../terminal/escape-controls.ts";
import { parseJsonInput, readTextFile } from "../terminal/read-input.ts";
import { showAnswer } from "../terminal/show-answer.ts";
import { addAppOptions } from "./shared-options.ts";
import type { AppOptions } from "./shared-options.ts";

interface RunOptions extends AppOptions {
  readonly data?: string;
  readonly dataFile?: string;
  readonly idempotencyKey?: string;
}

/** Adds `run`. */
export function addRun(program: Command, cli: Cli): void {
  const command = program
    .command("run")
    .description("carry out any command of a connection")
    .argument("<connection>", "the connection's name")
    .argument("<command>", "the command's id, such as sendMessage")
    .option("--data <json>", "the command's input; - reads it from standard input")
    .option("--data-file <path>", "a file with the command's input; - is standard input")
    .option("--idempotency-key <key>", "the same key never does it twice; else one is made");
  addAppOptions(command, [
    `trunkline run sms readMessage --data '{"sid": "SM0123456789abcdef0123456789abcdef"}'`,
    "trunkline run sms sendMessage --data-file message.json --idempotency-key order-1042",
  ]);
  command.action(async (connection: string, id: string, options: RunOptions) => {
    const data = await readData(cli, options);
    const answer = await executeCommand<unknown>(await cli.connect(), {
      app: options.app,
      connection,
      command: id,
      data,
      idempotencyKey: options.idempotencyKey ?? `cli_${randomUUID()}`,
      changes: true,
    });
    await showAnswer(cli.terminal, options, answer, ({ data: output }) =>
      escapeControlsInJson(JSON.stringify(output, null, 2)),
    );
  });
}

async function readData(cli: Cli, { data, dataFile }: RunOptions): Promise<unknown> {
  if (data !== undefined && dataFile !== undefined) {
    throw usageError("--data and --data-file exclude each other.");
  }
  if (data !== undefined && data !== "-") return parseJsonInput(data, "--data");
  const path = data ?? dataFile;
  if (path === undefined) return undefined;
  return parseJsonInput(await readTextFile(cli, path), path === "-" ? "Standard input" : path);
}
