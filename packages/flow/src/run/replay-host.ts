import { digestOfEffect } from "./digest.ts";
import { FlowError } from "./errors.ts";
import type { Effect, Host, Outcome, Step } from "./host.ts";

/** A step as a run's record keeps it. */
export interface RecordedStep {
  readonly id: string;
  /** The digest of what it asked for. */
  readonly digest: string;
  readonly outcome: Outcome;
  /** The run's clock after it, in milliseconds since 1970. */
  readonly clockAt: number;
}

/** What a replay is made of. */
export interface ReplayParts {
  /** In the order in which they were recorded. */
  readonly steps: readonly RecordedStep[];
  /** Carries out what is not recorded. Its randomness must begin as in the recorded run. */
  readonly host: Host;
  /** The run's clock when it began. */
  readonly startedAt: number;
  /** The digest that the steps were recorded with; `digestOfEffect` when left out. */
  readonly digestOf?: (effect: Effect) => string;
}

/**
 * A host that answers recorded steps from the record, by their ids, and has the given host carry
 * out the others. Until that host is first asked for a step the clock stands as recorded. Lines of
 * the log are dropped while recorded steps are still to come: they were written then.
 * Errors: `REPLAY_MISMATCH` when a step asks for something else than it did.
 */
export function replayHost(parts: ReplayParts): Host {
  const { host, digestOf = digestOfEffect } = parts;
  const recorded = new Map(parts.steps.map((step) => [step.id, step]));
  let clock: number | null = parts.startedAt;

  function answerFrom(record: RecordedStep, step: Step): Outcome {
    recorded.delete(step.id);
    if (record.digest !== digestOf(step.effect)) throw mismatch(step);
    if (clock !== null) clock = record.clockAt;
    return record.outcome;
  }

  return {
    async perform(step) {
      const record = recorded.get(step.id);
      if (record !== undefined) return answerFrom(record, step);
      clock = null;
      return host.perform(step);
    },
    log(entry) {
      if (recorded.size === 0) host.log(entry);
    },
    now: () => clock ?? host.now(),
    random: () => host.random(),
    monotonicMs: () => host.monotonicMs(),
    giveWay: () => host.giveWay(),
  };
}

function mismatch(step: Step): FlowError {
  return new FlowError({
    code: "REPLAY_MISMATCH",
    message: "A step that was recorded would now ask for something else.",
    hint: "The flow decides by something that is not recorded, or it was changed: start a new run.",
    blockId: step.blockId,
  });
}
