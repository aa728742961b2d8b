import type { Value } from "../document/values.ts";
import type { Host, Outcome, Step } from "../run/host.ts";

/** What a run did, in order. */
export type TraceEntry =
  | { readonly step: Step; readonly outcome: Outcome }
  | { readonly blockId: string; readonly logged: Value };

/** A host of tests that keeps what it was asked for. */
export interface RecordingHost extends Host {
  readonly trace: TraceEntry[];
  /** How often a run gave way. */
  gaveWay: number;
}

/** Answers an effect; the default gives null. */
export type Answer = (step: Step) => Outcome | Promise<Outcome>;

/** A host whose clock stands still and whose randomness is always a half. */
export function recordingHost(answer: Answer = () => ({ ok: true, value: null })): RecordingHost {
  const host: RecordingHost = {
    trace: [],
    gaveWay: 0,
    async perform(step) {
      const outcome = await answer(step);
      host.trace.push({ step, outcome });
      return outcome;
    },
    log: ({ blockId, value }) => void host.trace.push({ blockId, logged: value }),
    now: () => Date.UTC(2026, 0, 1),
    random: () => 0.5,
    monotonicMs: () => 0,
    async giveWay() {
      host.gaveWay += 1;
    },
  };
  return host;
}
