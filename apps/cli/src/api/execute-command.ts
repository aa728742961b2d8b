import type { CommandResult, ExecuteCommand } from "@trunkline/api-contract";

import { CliError } from "../errors.ts";
import type { ApiClient } from "./api-client.ts";
import { commandPath } from "./paths.ts";
import type { ApiAnswer } from "./read-answer.ts";

/** Which command to carry out, and with what. */
export interface CommandCall {
  readonly app: string;
  readonly connection: string;
  readonly command: string;
  readonly data?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly changes: boolean;
}

/** A command's result with the type of its output. */
export type ResultOf<Data> = Omit<CommandResult, "data"> & { readonly data: Data };

/**
 * Carries out a command of a connection.
 *
 * @throws CliError as `ApiClient.send`; when the outcome is unknown and the call had a key, the hint
 *   says that the same key is safe.
 */
export async function executeCommand<Data>(
  api: ApiClient,
  call: CommandCall,
): Promise<ApiAnswer<ResultOf<Data>>> {
  const body: ExecuteCommand = call.data === undefined ? {} : { data: call.data };
  const path = commandPath(call.app, call.connection, call.command);
  try {
    return await api.send<ResultOf<Data>>({ method: "POST", path, body, ...keyAndEffect(call) });
  } catch (error) {
    throw withKeyHint(error, call);
  }
}

function keyAndEffect({ idempotencyKey, changes }: CommandCall) {
  return { idempotencyKey, changes };
}

function withKeyHint(error: unknown, { app, idempotencyKey: key }: CommandCall): unknown {
  if (!(error instanceof CliError) || error.report.outcome !== "unknown" || key === undefined) {
    return error;
  }
  const advice =
    `The same command with --idempotency-key ${key} never does it twice; ` +
    `\`trunkline attempts list --app ${app} --state unknown\` shows what is in doubt.`;
  const hint = error.report.hint === null ? advice : `${error.report.hint} ${advice}`;
  const origin = error.json === null ? {} : { json: error.json };
  return new CliError(error.code, { ...error.report, hint }, { cause: error, ...origin });
}
