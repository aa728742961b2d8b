import { setImmediate as nextTurn } from "node:timers/promises";

import type { Effect, Host, Outcome, ResponsePart, Step } from "@trunkline/flow/run";
import { keyedHash } from "@trunkline/vault";

import type { ExecutorParts } from "../commands/index.ts";
import { executeCommand } from "./effects/execute-command.ts";
import { failure } from "./effects/failure.ts";
import { alreadySent, makeResponse } from "./effects/hook-response.ts";
import { runClock, seededRandom } from "./effects/run-clock.ts";
import type { HookResponse } from "./hook-call.ts";
import type { KeptValues } from "./kept-values/kept-values.ts";
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
  /** Stores that the run has begun. */
  begin(): Promise<void>;
  /** Called once, by the first response. */
  respond(response: HookResponse): void;
}

/** A step that went well in an earlier try of the same run. */
export interface RecordedStep {
  readonly digest: string;
  readonly outcome: Outcome;
  readonly endedAt: number;
  readonly attempt: string | null;
}

interface Performed {
  readonly outcome: Outcome;
  readonly attempt: string | null;
  /** When it ended; null for what ends now. */
  readonly endedAt: number | null;
}

/** The host of a Web Hook's run: every effect becomes a step of its journal. */
export function hookHost(parts: HookHostParts): Host {
  const { journal } = parts;
  const { run, form, startedAt } = journal.start;
  const clock = runClock(startedAt);
  const perform = performer(parts);
  return {
    async perform(step) {
      const { id, blockId, effect } = step;
      const { kind } = effect;
      const began = Date.now();
      const number = journal.beginStep({ id, blockId, kind, startedAt: began });
      const input = jsonOf(inputOf(effect));
      const digest = keyedHash(form.contents.key, input).toString("base64url");
      const { outcome, attempt, endedAt } =
        replayed(parts.recorded.get(id), digest) ?? (await perform(step));
      const ended = endedAt ?? Date.now();
      clock.moveTo(ended);
      if (!outcome.ok) journal.errorTexts.add(errorText(outcome.error));
      journal.endStep({
        type: "step",
        number,
        id,
        blockId,
        kind,
        startedAt: Math.min(began, ended),
        endedAt: ended,
        digest,
        input: recordValue(input),
        ok: outcome.ok,
        output: recordValue(jsonOf(outcome.ok ? outcome.value : outcome.error)),
        attempt,
      });
      return outcome;
    },
    log({ blockId, value }) {
      const at = Date.now();
      journal.log({ type: "log", blockId, at, value: recordValue(jsonOf(value)) });
    },
    now: () => clock.now(),
    random: seededRandom(run),
    monotonicMs: () => performance.now(),
    giveWay: () => nextTurn(),
  };
}

/** An effect without its kind. */
function inputOf(effect: Effect): object {
  const { kind: _, ...input } = effect;
  return input;
}

function replayed(recorded: RecordedStep | undefined, digest: string): Performed | null {
  if (recorded === undefined) return null;
  return recorded.digest === digest ? recorded : { ...mismatch, endedAt: recorded.endedAt };
}

const mismatch = {
  outcome: failure({
    code: "REPLAY_MISMATCH",
    title: "The run does not repeat itself",
    message: "A step that went well before was met again with another input.",
    hint: "Send the request under a new Idempotency-Key.",
  }),
  attempt: null,
} as const;

function performer(parts: HookHostParts): (step: Step) => Promise<Performed> {
  const { executor, keptValues, journal } = parts;
  const { form, run } = journal.start;
  let hasResponded = false;
  const respond = (part: ResponsePart) => {
    if (hasResponded) return alreadySent;
    const made = makeResponse(part);
    if (made.failed !== undefined) return made.failed;
    hasResponded = true;
    journal.respond(made.response.status, Date.now());
    parts.respond(made.response);
    return done;
  };
  return async ({ id, blockId, effect }) => {
    if (effect.kind === "command") {
      const work = { executor, form, run, begin: () => parts.begin() };
      return { ...(await executeCommand(work, { id, blockId, effect })), endedAt: null };
    }
    const outcome =
      effect.kind === "respond"
        ? respond(effect.response)
        : await keptValues.perform({ form, by: `${run}:${id}` }, effect);
    return { outcome, attempt: null, endedAt: null };
  };
}

const done: Outcome = { ok: true, value: null };
