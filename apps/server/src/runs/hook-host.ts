import {
  type Effect,
  FlowError,
  type Host,
  type Outcome,
  type ResponsePart,
  type Step,
} from "@trunkline/flow/run";
import { keyedHash } from "@trunkline/vault";

import type { BesideRow, ExecutorParts } from "../commands/index.ts";
import { blockTypeOf } from "./block-types.ts";
import { executeCommand } from "./effects/execute-command.ts";
import { failure } from "./effects/failure.ts";
import { alreadySent, makeResponse } from "./effects/hook-response.ts";
import { runClock, seededRandom } from "./effects/run-clock.ts";
import { giveWay } from "./giving-way.ts";
import type { HookResponse } from "./hook-call.ts";
import type { KeptValues } from "./kept-values/kept-values.ts";
import type { RecordedStep } from "./recorded-steps.ts";
import { jsonOf, recordValue } from "./recording/recorded-value.ts";
import type { RunJournal } from "./recording/run-journal.ts";
import { errorText } from "./run-problem.ts";

/** What a Web Hook's host acts with. */
export interface HookHostParts {
  readonly executor: ExecutorParts;
  readonly keptValues: KeptValues;
  readonly journal: RunJournal;
  /** Steps of the same run that went well before, by id: they are not carried out again. */
  readonly recorded: ReadonlyMap<string, RecordedStep>;
  readonly onUnexpected: (error: unknown) => void;
  /** The run's row while nothing says that it is stored. */
  readonly start: () => BesideRow | null;
  /** Told when it is stored. */
  readonly begun: () => void;
  /** Called once, by the first response. */
  readonly respond: (response: HookResponse) => void;
}

interface Performed {
  readonly outcome: Outcome;
  readonly attempt: string | null;
}

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
      const input = jsonOf(inputOf(step.effect));
      const digest = keyedHash(form.contents.key, input).toString("base64url");
      const known = knownStep(recorded.get(step.id), digest, step.blockId);
      const { outcome, attempt } = known ?? (await telling(parts, () => act(step)));
      const endedAt = known?.endedAt ?? Date.now();
      clock.moveTo(endedAt);
      if (!outcome.ok) journal.errorTexts.add(errorText(outcome.error));
      journal.endStep({
        ...begun,
        type: "step",
        startedAt: Math.min(begun.startedAt, endedAt),
        endedAt,
        digest,
        input: recordValue(input),
        ok: outcome.ok,
        output: recordValue(jsonOf(outcome.ok ? outcome.value : outcome.error)),
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

/** An effect without its kind. */
function inputOf(effect: Effect): object {
  const { kind: _, ...input } = effect;
  return input;
}

/** @throws FlowError `REPLAY_MISMATCH` where the run does not repeat itself. */
function knownStep(
  recorded: RecordedStep | undefined,
  digest: string,
  blockId: string,
): RecordedStep | null {
  if (recorded === undefined) return null;
  if (recorded.digest === digest) return recorded;
  throw new FlowError({
    code: "REPLAY_MISMATCH",
    message: "A step that went well before was met again with another input.",
    hint: "Send the request under a new Idempotency-Key.",
    blockId,
  });
}

/** What nobody foresaw is told, and is a failed step like others. */
async function telling(
  { onUnexpected }: HookHostParts,
  work: () => Promise<Performed>,
): Promise<Performed> {
  try {
    return await work();
  } catch (error) {
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
function actor(parts: HookHostParts): (step: Step) => Promise<Performed> {
  const { executor, keptValues, journal } = parts;
  const { form, run } = journal.start;
  const respond = responder(parts);
  const work = { executor, form, run, start: parts.start, begun: parts.begun };
  return async ({ id, blockId, effect }) => {
    if (effect.kind === "command") return executeCommand(work, { id, blockId, effect });
    if (effect.kind === "respond") return { outcome: respond(effect.response), attempt: null };
    const outcome = await keptValues.perform({ form, by: `${run}:${id}` }, effect);
    return { outcome, attempt: null };
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
