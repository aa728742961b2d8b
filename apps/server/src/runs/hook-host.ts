import {
  type Effect,
  FlowError,
  type Host,
  type Outcome,
  type ResponsePart,
  type Step,
} from "@trunkline/flow/run";
import type { DataKey } from "@trunkline/vault";

import type { Asker, BesideRow, ExecutorParts } from "../commands/index.ts";
import { blockTypeOf } from "./block-types.ts";
import { executeCommand } from "./effects/execute-command.ts";
import { failure } from "./effects/failure.ts";
import { alreadySent, makeResponse } from "./effects/hook-response.ts";
import { runClock, seededRandom } from "./effects/run-clock.ts";
import { giveWay } from "./giving-way.ts";
import type { HookResponse } from "./hook-call.ts";
import type { KeptValues } from "./kept-values/kept-values.ts";
import type { RecordedStep } from "./recorded-steps.ts";
import { digestOf, jsonOf, recordValue } from "./recording/recorded-value.ts";
import type { RunJournal } from "./recording/run-journal.ts";
import type { StepRecord } from "./recording/trace.ts";
import { replayMismatch } from "./replay-mismatch.ts";
import { errorText } from "./run-problem.ts";

/** What a Web Hook's host acts with. */
export interface HookHostParts {
  readonly executor: ExecutorParts;
  /** Whom the rules of commands are asked about. */
  readonly asker: Asker;
  readonly keptValues: KeptValues;
  readonly journal: RunJournal;
  /** Steps of the same run that went well before, by id: they are not carried out again. */
  readonly recorded: ReadonlyMap<string, RecordedStep>;
  readonly onUnexpected: (error: unknown) => void;
  /** The run's row while nothing says that it is stored. */
  readonly start: () => BesideRow | null;
  /** Called once, by the first response. */
  readonly respond: (response: HookResponse) => void;
}

interface Performed {
  readonly outcome: Outcome;
  readonly attempt: string | null;
}

type Act = (step: Step, known: RecordedStep | null) => Performed | Promise<Performed>;

/** The host of a Web Hook's run: every effect becomes a step of its journal. */
export function hookHost(parts: HookHostParts): Host {
  const { journal, recorded } = parts;
  const { run, form, startedAt } = journal.start;
  const clock = runClock(startedAt);
  const act = actor(parts);
  const begin = ({ id, blockId, effect }: Step) => {
    const { kind } = effect;
    const blockType = blockTypeOf(form.workspace, blockId);
    return journal.beginStep({ id, blockId, blockType, kind, startedAt: Date.now() });
  };
  return {
    async perform(step) {
      const begun = begin(step);
      const known = recorded.get(step.id) ?? null;
      const done = known === null ? null : repeated(known, step, form.contents.key);
      const { outcome, attempt } = done ?? (await telling(parts, act, step, known));
      const endedAt = known?.endedAt ?? Date.now();
      clock.moveTo(endedAt);
      if (attempt !== null) journal.isBegun = true;
      if (!outcome.ok) journal.errorTexts.add(errorText(outcome.error));
      const { digest, input, output } = contentsOf(
        step.effect,
        outcome,
        attempt,
        form.contents.key,
      );
      // Name by name: spreading objects costs several times as much.
      journal.endStep({
        type: "step",
        number: begun.number,
        id: begun.id,
        blockId: begun.blockId,
        blockType: begun.blockType,
        kind: begun.kind,
        startedAt: Math.min(begun.startedAt, endedAt),
        endedAt,
        digest,
        input,
        ok: outcome.ok,
        output,
        attempt,
      });
      return outcome;
    },
    log({ blockId, value }) {
      journal.log({ type: "log", blockId, at: Date.now(), value: recordValue(jsonOf(value)) });
    },
    now: () => clock.now(),
    random: seededRandom(form.contents.key, run),
    monotonicMs: () => performance.now(),
    giveWay,
  };
}

/**
 * What a step that went well before gave then; null where its attempt is to say so.
 *
 * @throws FlowError `REPLAY_MISMATCH` where the run does not repeat itself.
 */
function repeated(known: RecordedStep, step: Step, key: DataKey): Performed | null {
  if (known.attempt !== null) return null;
  if (known.digest !== digestOf(key, stepInput(step.effect))) throw replayMismatch(step.blockId);
  return { outcome: known.outcome, attempt: null };
}

type Contents = Pick<StepRecord, "digest" | "input" | "output">;

const inAttempt: Contents = { digest: null, input: null, output: null };

/** What the record holds of a step's contents: an attempt that went well has them itself. */
function contentsOf(
  effect: Effect,
  outcome: Outcome,
  attempt: string | null,
  key: DataKey,
): Contents {
  if (attempt !== null && outcome.ok) return inAttempt;
  const json = stepInput(effect);
  const input = recordValue(json);
  // Responses are never compared: their digest is made when somebody looks.
  const isMadeLater = effect.kind === "respond" && input.cutFromChars === null;
  return {
    digest: isMadeLater ? null : digestOf(key, json),
    input,
    output: recordValue(jsonOf(outcome.ok ? outcome.value : outcome.error)),
  };
}

/** An effect without its kind, as JSON. */
function stepInput(effect: Effect): string {
  const { kind: _, ...input } = effect;
  return jsonOf(input);
}

/** What nobody foresaw is told, and is a failed step like others. */
async function telling(
  { onUnexpected }: HookHostParts,
  act: Act,
  step: Step,
  known: RecordedStep | null,
): Promise<Performed> {
  try {
    return await act(step, known);
  } catch (error) {
    if (error instanceof FlowError) throw error;
    onUnexpected(error);
    return { outcome: unforeseen, attempt: null };
  }
}

const unforeseen = failure({
  code: "INTERNAL_ERROR",
  title: "The server failed",
  message: "Something went wrong in the server.",
  hint: "The server's log has the details.",
});

/** Carries effects out. */
function actor(parts: HookHostParts): Act {
  const { executor, asker, keptValues, journal } = parts;
  const { form, run } = journal.start;
  const respond = responder(parts);
  const work = { executor, asker, form, run, start: parts.start };
  return ({ id, blockId, effect }, known) => {
    if (effect.kind === "command") {
      return executeCommand(work, { id, blockId, effect }, known?.attempt ?? null);
    }
    if (effect.kind === "respond") return { outcome: respond(effect.response), attempt: null };
    const kept = keptValues.perform({ form, by: `${run}:${id}` }, effect);
    return kept.then((outcome) => ({ outcome, attempt: null }));
  };
}

function responder({ journal, respond }: HookHostParts): (part: ResponsePart) => Outcome {
  let hasResponded = false;
  return (part) => {
    if (hasResponded) return alreadySent;
    const made = makeResponse(part);
    if (made.failed !== undefined) return made.failed;
    hasResponded = true;
    journal.respond(made.response.status, Date.now());
    respond(made.response);
    return done;
  };
}

const done: Outcome = { ok: true, value: null };
