import type { Host, RunInput, RunResult } from "@trunkline/flow/run";

import { type Id, newId } from "../database/index.ts";
import type { CutReason, HookCall, HookResponse, HookRun, RunEnd } from "./hook-call.ts";
import { hookHost } from "./hook-host.ts";
import { type RecordedStep, recordedSteps } from "./recorded-steps.ts";
import { RunJournal } from "./recording/run-journal.ts";
import { endOf } from "./run-end.ts";
import type { RunParts } from "./run-parts.ts";

/**
 * Starts a run of a Web Hook's flow. It begins at once and records itself; nobody needs to wait for
 * its end.
 */
export function startHookRun(parts: RunParts, call: HookCall): HookRun {
  const run = call.again?.run ?? call.run ?? newId("run");
  return new StartedRun(parts, call, run);
}

class StartedRun implements HookRun {
  readonly run: Id<"run">;
  readonly startedAt: Date;
  readonly response: Promise<HookResponse | null>;
  readonly ended: Promise<RunEnd>;
  cutFor: CutReason | null = null;
  readonly #parts: RunParts;
  readonly #call: HookCall;
  readonly #journal: RunJournal;
  readonly #recorded: Promise<ReadonlyMap<string, RecordedStep>> | null;
  readonly #respond: (response: HookResponse | null) => void;

  constructor(parts: RunParts, call: HookCall, run: Id<"run">) {
    const { form, request, trigger, caller } = call;
    this.run = run;
    this.startedAt = call.again?.startedAt ?? call.startedAt ?? new Date();
    this.#parts = parts;
    this.#call = call;
    const { startedAt } = this;
    const mayGoAgain = call.again !== undefined || call.run !== undefined;
    this.#journal = new RunJournal({
      run,
      form,
      trigger,
      caller,
      startedAt,
      request,
      mayGoAgain,
    });
    let settle: (response: HookResponse | null) => void = () => undefined;
    this.response = new Promise((resolve) => {
      settle = resolve;
    });
    this.#respond = settle;
    // Asked before this try takes the place of the one before.
    this.#recorded = call.again === undefined ? null : recordedSteps(parts, form, run);
    // Whoever has started it by hand looks for it in the list at once.
    if (trigger === "test") void parts.records.begin(this.#journal).catch(parts.onUnexpected);
    parts.live.add(this.#journal, () => this.cancel("cancelled"));
    this.ended = this.#carryOut();
  }

  cancel(reason: CutReason): void {
    if (this.cutFor !== null || this.#journal.end !== null) return;
    this.cutFor = reason;
    this.#respond(null);
  }

  async #carryOut(): Promise<RunEnd> {
    const timer = setTimeout(() => this.cancel("time-limit"), this.#call.timeLimitMs);
    const result = await this.#interpret();
    clearTimeout(timer);
    const journal = this.#journal;
    // The server may have been stopped meanwhile: how the run ends is recorded then.
    const end = journal.end ?? endOf(result, this.cutFor, this.#call);
    if (journal.end === null) journal.close(end);
    this.#parts.live.end(journal, end);
    this.#respond(null);
    return end;
  }

  async #interpret(): Promise<RunResult> {
    const { interpret, onUnexpected } = this.#parts;
    const { form, request, timeLimitMs } = this.#call;
    const input: RunInput = { request };
    const timeMs = timeLimitMs + cutFirstMs;
    try {
      const recorded = this.#recorded === null ? noSteps : await this.#recorded;
      const host = this.#openHost(recorded);
      const isCancelled = () => this.cutFor !== null;
      return await interpret(form, { host, input, timeMs, isCancelled });
    } catch (error) {
      onUnexpected(error);
      return hostFailed;
    }
  }

  #openHost(recorded: ReadonlyMap<string, RecordedStep>): Host {
    const { executor, keptValues, records, onUnexpected } = this.#parts;
    const journal = this.#journal;
    return hookHost({
      executor,
      asker: this.#call.asker,
      keptValues,
      journal,
      recorded,
      start: () => records.startOf(journal),
      onUnexpected,
      respond: this.#respond,
    });
  }
}

/** The run's own timer cuts it; the interpreter's limit is behind that. */
const cutFirstMs = 1000;
const noSteps: ReadonlyMap<string, RecordedStep> = new Map();

const hostFailed: RunResult = {
  status: "failed",
  error: {
    code: "HOST_FAILED",
    message: "The server failed while it carried out the flow.",
    hint: "The server's log has the details.",
    blockId: null,
    cause: null,
  },
};
