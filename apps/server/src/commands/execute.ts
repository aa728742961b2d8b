import { type Command, InputError, type Surface } from "@trunkline/service-kit";

import { commandOf, type ResolvedConnection } from "../connections/index.ts";
import { CommandError } from "./errors.ts";
import { executeOnce } from "./execute-once.ts";
import type { CommandAnswer, ExecutorParts, PreparedCall } from "./executor-parts.ts";
import { openCall, runOver } from "./open-call.ts";
import { reportOf } from "./report-of.ts";
import { notOnPages } from "./reports.ts";

/** One wish to have a command executed. */
export interface CommandCall {
  readonly app: string;
  readonly connection: string;
  readonly command: string;
  readonly data: unknown;
  /** Who asks: attempts are unique within it. */
  readonly caller: string;
  /** The caller's own key; null makes one, so that the call stands for itself. */
  readonly idempotencyKey: string | null;
  readonly surface: Surface;
}

const defaultMaxInFlight = 100;

/**
 * Executes a command: checks, waits for a slot of the account, stores an attempt where the command
 * must not happen twice, and runs it.
 *
 * @throws CommandError with the report for the caller; ConnectionsError for unknown names.
 */
export async function execute(parts: ExecutorParts, call: CommandCall): Promise<CommandAnswer> {
  const connection = await parts.directory.resolve(call.app, call.connection);
  const command = commandOf(connection.service, call.command);
  if (!command.runsIn.includes(call.surface)) throw new CommandError(notOnPages);
  const prepared = prepare(call, connection, command);
  return parts.limits.holdingSlot(connection.profile.account, maxInFlightOf(connection), () =>
    command.effect === "once" ? executeOnce(parts, prepared) : executeFreely(parts, prepared),
  );
}

function prepare(
  call: CommandCall,
  connection: ResolvedConnection,
  command: Command,
): PreparedCall {
  const { caller, idempotencyKey } = call;
  try {
    const normalised = command.normalise(call.data ?? {}, new Date());
    const input = command.complete(normalised, connection.settings);
    return { caller, idempotencyKey, connection, command, normalised, input };
  } catch (error) {
    if (error instanceof InputError) throw new CommandError(error.report, null, error);
    throw error;
  }
}

function maxInFlightOf(connection: ResolvedConnection): number {
  const setting = connection.settings["maxInFlight"];
  return typeof setting === "number" ? setting : defaultMaxInFlight;
}

async function executeFreely(parts: ExecutorParts, call: PreparedCall): Promise<CommandAnswer> {
  using open = openCall(parts, call.connection.profile, () => true);
  try {
    return { data: (await runOver(open, call.command, call.input)) ?? null, attempt: null };
  } catch (error) {
    throw new CommandError(
      reportOf(call.command, error, open.flight, parts.onUnexpected),
      null,
      error,
    );
  }
}
