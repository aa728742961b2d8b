import { InputError, RetryableError, type Surface } from "@trunkline/service-kit";

import { commandOf, type ConnectionSource, type ResolvedConnection } from "../connections/index.ts";
import type { BesideRow } from "./attempts/beside-rows.ts";
import { type CommandAccess, refuseByRule } from "./command-access.ts";
import { asDraft, refuseInDraft } from "./draft-rules.ts";
import { CommandError } from "./errors.ts";
import { executeOnce, recall } from "./execute-once.ts";
import type { AskedCall, CommandAnswer, ExecutorParts, PreparedCall } from "./executor-parts.ts";
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
  /** Drafts and tests must not reach real customers by accident. */
  readonly source: ConnectionSource;
  /** Null where no rule is asked: builders may use every command. */
  readonly access: CommandAccess | null;
  /** A row of the caller's that is to commit together with a new attempt; null for none. */
  readonly beside: BesideRow | null;
}

const defaultMaxInFlight = 100;

/**
 * Executes a command: checks, waits for the sender's rate and a slot of the account, stores an
 * attempt where the command must not happen twice, and runs it.
 *
 * @throws CommandError with the report for the caller; ConnectionsError for unknown names.
 */
export async function execute(parts: ExecutorParts, call: CommandCall): Promise<CommandAnswer> {
  if (call.access !== null) refuseByRule(call.access, call.connection, call.command);
  const found = await parts.directory.resolve(call.app, call.connection, call.source);
  const { connection, isRestricted } =
    call.source === "draft"
      ? await asDraft(parts.directory, found)
      : { connection: found, isRestricted: false };
  const command = commandOf(connection.service, call.command);
  if (!command.runsIn.includes(call.surface)) throw new CommandError(notOnPages);
  const { caller, idempotencyKey, beside } = call;
  const normalised = telling(() => command.normalise(call.data ?? {}, new Date()));
  const asked: AskedCall = {
    caller,
    idempotencyKey,
    connection,
    command,
    normalised,
    isRestricted,
    beside,
  };
  return command.effect === "once"
    ? executeOrRecall(parts, asked)
    : holdingSlot(parts, asked, () => executeFreely(parts, completed(asked)));
}

/**
 * A key that was used before gets its answer also when the same input could not begin any more
 * (its time has come too near, the default sender is gone), and takes nothing of a sender's rate.
 */
async function executeOrRecall(parts: ExecutorParts, asked: AskedCall): Promise<CommandAnswer> {
  let call: PreparedCall;
  try {
    call = completed(asked);
  } catch (error) {
    const recalled = await recall(parts, asked);
    if (recalled !== null) return recalled;
    throw error;
  }
  const rate = asked.connection.settings["segmentsPerSecond"];
  const demand = typeof rate === "number" ? asked.command.demand(call.input) : null;
  if (typeof rate === "number" && demand !== null) {
    const recalled = await recall(parts, asked);
    if (recalled !== null) return recalled;
    await parts.rates.waitFor(`${asked.connection.profile.account} ${demand.sender}`, {
      units: demand.units,
      unitsPerSecond: rate,
    });
  }
  return executeOnce(parts, call, (work) => holdingSlot(parts, asked, work));
}

function completed(asked: AskedCall): PreparedCall {
  const { command, connection, normalised } = asked;
  const input = telling(() => command.complete(normalised, connection.settings));
  const call = { ...asked, input };
  if (asked.isRestricted) refuseInDraft(call);
  return call;
}

function telling<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (error instanceof InputError) throw new CommandError(error.report, null, error);
    throw error;
  }
}

function holdingSlot<Value>(
  parts: ExecutorParts,
  { connection }: AskedCall,
  work: () => Promise<Value>,
): Promise<Value> {
  return parts.limits.holdingSlot(connection.profile.account, maxInFlightOf(connection), work);
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
    const report = reportOf(call.command, error, open.flight, parts.onUnexpected);
    const retryAfterMs = error instanceof RetryableError ? error.retryAfterMs : null;
    throw new CommandError(report, retryAfterMs, error);
  }
}
