import type { Effect, Outcome, Step } from "@trunkline/flow/run";
import { InputError } from "@trunkline/service-kit";

import type { FlowForm } from "../../apps/index.ts";
import {
  type Asker,
  type BesideRow,
  CommandError,
  execute,
  type ExecutorParts,
} from "../../commands/index.ts";
import { type ConnectionSource, ConnectionsError } from "../../connections/index.ts";
import { type Id, isDatabaseAway } from "../../database/index.ts";
import type { RecordedAttempt } from "../recording/recorded-attempts.ts";
import { replayMismatch } from "../replay-mismatch.ts";
import { failure } from "./failure.ts";
import { toObjectValue, toValue } from "./to-value.ts";

type CommandStep = Step<Extract<Effect, { kind: "command" }>>;

/** What a command came to, and the attempt that stands for it. */
export interface CommandOutcome {
  readonly outcome: Outcome;
  readonly attempt: Id<"att"> | null;
}

/** What a run's commands are executed with. */
export interface CommandWork {
  readonly executor: ExecutorParts;
  readonly asker: Asker;
  readonly form: FlowForm;
  readonly run: Id<"run">;
  /** The run's row while nothing says that it is stored: it commits with the first attempt. */
  readonly start: () => BesideRow | null;
}

/** Who asks, as attempts name callers: attempts of a flow's runs are unique within the flow. */
export function flowCaller(flow: Id<"flow">): string {
  return `flow:${flow}`;
}

/** The idempotency key of a step: a step that is met again in a replay never sends twice. */
export function stepKey(run: Id<"run">, step: string): string {
  return `${run}:${step}`;
}

/**
 * Executes a command for a run; one that was executed before gives what its attempt holds. Only
 * what nobody foresaw is thrown.
 *
 * @param before The attempt that an earlier try of the run made here; null when there is none.
 * @throws FlowError `REPLAY_MISMATCH` where the attempt was made with something else.
 */
export async function executeCommand(
  work: CommandWork,
  { id, blockId, effect }: CommandStep,
  before: RecordedAttempt | null,
): Promise<CommandOutcome> {
  const { executor, asker, form, run } = work;
  const { connection, command, data } = effect;
  try {
    if (before !== null && !(await isSameCommand(work, effect, before))) {
      throw replayMismatch(blockId);
    }
    const answer = await execute(executor, {
      app: form.appName,
      connection,
      command,
      data,
      caller: flowCaller(form.flow),
      idempotencyKey: stepKey(run, id),
      surface: "cloud",
      source: sourceOf(form),
      // What was done before was allowed then, and is only told again.
      access: before === null ? { app: form.app, asker, rules: form.rules } : null,
      beside: work.start(),
    });
    return { outcome: { ok: true, value: toValue(answer.data) }, attempt: answer.attempt };
  } catch (error) {
    if (before !== null && isOtherInput(error)) throw replayMismatch(blockId);
    return { outcome: outcomeOf(error, effect), attempt: null };
  }
}

/** Whose connections a form's runs use. */
function sourceOf({ release }: FlowForm): ConnectionSource {
  return release === null ? "draft" : { release };
}

/** An attempt's key holds for one command of one connection; under another it would send again. */
async function isSameCommand(
  { executor, form }: CommandWork,
  effect: CommandStep["effect"],
  before: RecordedAttempt,
): Promise<boolean> {
  if (effect.command !== before.command) return false;
  const { id } = await executor.directory.resolve(form.appName, effect.connection, sourceOf(form));
  return id === before.connection;
}

function isOtherInput(error: unknown): boolean {
  return error instanceof CommandError && error.report.code === "IDEMPOTENCY_KEY_REUSED";
}

function outcomeOf(error: unknown, effect: CommandStep["effect"]): Outcome {
  if (error instanceof CommandError || error instanceof InputError) {
    return { ok: false, error: toObjectValue(error.report) };
  }
  if (error instanceof ConnectionsError) {
    const { code, hint } = error;
    const message = areNames(effect) ? error.message : "There is no such connection or command.";
    return failure({ code, title: "The command cannot be found", message, hint });
  }
  if (isDatabaseAway(error)) return databaseAway;
  throw error;
}

/** A flow may put a name together out of anything; what cannot be one is not repeated. */
function areNames({ connection, command }: CommandStep["effect"]): boolean {
  return (
    /^[a-z][a-z0-9_-]{0,62}$/u.test(connection) && /^[A-Za-z][A-Za-z0-9]{0,62}$/u.test(command)
  );
}

const databaseAway = failure({
  code: "DATABASE_AWAY",
  title: "The database is not reachable",
  message: "The server cannot reach its database. Nothing was sent.",
  hint: "Ask again in a few seconds.",
  retryable: true,
});
