import type { Effect, HookRequest } from "@trunkline/flow/run";

import type { FlowForm } from "../../apps/index.ts";
import type { Id } from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import { jsonOf, type RecordedValue, recordValue } from "./recorded-value.ts";
import type { LogRecord, StepRecord, TraceEntry } from "./trace.ts";

const stepsMax = 2000;
const logsMax = 500;
const charsMax = 512 * 1024;
const leftOutValue: RecordedValue = { json: '""', cutFromChars: 0 };

/** What happens in a run, told to whoever follows it. */
export type RunEvent =
  | { readonly type: "step-started"; readonly step: StartedStep }
  | { readonly type: "entry"; readonly entry: TraceEntry }
  | { readonly type: "ended"; readonly end: RunEnd };

/** A step that is under way. */
export interface StartedStep {
  readonly number: number;
  readonly id: string;
  readonly blockId: string;
  readonly blockType: string | null;
  readonly kind: Effect["kind"];
  readonly startedAt: number;
}

/** What a journal begins with. */
export interface JournalStart {
  readonly run: Id<"run">;
  readonly form: FlowForm;
  readonly trigger: "web-hook" | "test";
  readonly caller: string;
  readonly startedAt: Date;
  readonly request: HookRequest;
  /** True where the same request may come again, to any server, and go by this run's record. */
  readonly mayGoAgain: boolean;
}

/** What a run on this server has done so far: for its record, and for whoever follows it. */
export class RunJournal {
  readonly start: JournalStart;
  /** What has happened, in order. */
  readonly entries: TraceEntry[] = [];
  /** Codes and words, fit for a clear column, of steps that failed. */
  readonly errorTexts = new Set<string>();
  leftOut = 0;
  stepCount = 0;
  end: RunEnd | null = null;
  /** True once it is known that the run's row is stored. */
  isBegun = false;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  #underWay: StartedStep | null = null;
  #steps = 0;
  #logs = 0;
  #chars = 0;

  constructor(start: JournalStart) {
    this.start = start;
  }

  /** The request as the record holds it. Nobody changes it, so it is written when it is asked for. */
  get request(): RecordedValue {
    return recordValue(jsonOf(this.start.request));
  }

  /** Counts a step and says that it has begun. */
  beginStep(step: Omit<StartedStep, "number">): StartedStep {
    this.stepCount += 1;
    const { id, blockId, blockType, kind, startedAt } = step;
    const begun = { number: this.stepCount, id, blockId, blockType, kind, startedAt };
    this.#underWay = begun;
    this.#tell({ type: "step-started", step: begun });
    return begun;
  }

  /** Adds a step that has ended. */
  endStep(step: StepRecord): void {
    this.#underWay = null;
    if (this.#steps >= stepsMax) {
      this.leftOut += 1;
      return;
    }
    this.#steps += 1;
    const input = this.#fit(step.input);
    const output = this.#fit(step.output);
    const isWhole = input === step.input && output === step.output;
    this.#add(isWhole ? step : { ...step, input, output });
  }

  /** Adds a line of the log. */
  log(line: LogRecord): void {
    if (this.#logs >= logsMax) {
      this.leftOut += 1;
      return;
    }
    this.#logs += 1;
    this.#add({ ...line, value: this.#fit(line.value) });
  }

  /** Says that the request was answered. */
  respond(status: number, at: number): void {
    this.#add({ type: "response", status, at });
  }

  /** Says how it ended. */
  close(end: RunEnd): void {
    this.end = end;
    this.#tell({ type: "ended", end });
    this.#listeners.clear();
  }

  /** What somebody who listens from now on has missed. */
  eventsSoFar(): RunEvent[] {
    const events: RunEvent[] = this.entries.map((entry) => ({ type: "entry", entry }));
    if (this.#underWay !== null) events.push({ type: "step-started", step: this.#underWay });
    if (this.end !== null) events.push({ type: "ended", end: this.end });
    return events;
  }

  /** Tells of everything that happens from now on; the answer ends that. */
  listen(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #add(entry: TraceEntry): void {
    this.entries.push(entry);
    this.#tell({ type: "entry", entry });
  }

  #tell(event: RunEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #fit<Value extends RecordedValue | null>(value: Value): Value | RecordedValue {
    if (value === null) return value;
    if (this.#chars + value.json.length > charsMax) {
      return { ...leftOutValue, cutFromChars: value.cutFromChars ?? value.json.length };
    }
    this.#chars += value.json.length;
    return value;
  }
}
