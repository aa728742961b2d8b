import type { Effect } from "@trunkline/flow/run";

import type { RecordedValue } from "./recorded-value.ts";

/** A step of a run as it is recorded. Instants are milliseconds since 1970. */
export interface StepRecord {
  readonly type: "step";
  readonly number: number;
  readonly id: string;
  readonly blockId: string;
  readonly blockType: string | null;
  readonly kind: Effect["kind"];
  readonly startedAt: number;
  readonly endedAt: number;
  /** Keyed hash of the whole input, in base64url; null where it can be made of what is recorded. */
  readonly digest: string | null;
  /** Null where the attempt has it: contents live once. */
  readonly input: RecordedValue | null;
  readonly ok: boolean;
  /** What it gave, or its error object; null where the attempt has it. */
  readonly output: RecordedValue | null;
  readonly attempt: string | null;
}

/** A line of a run's log. */
export interface LogRecord {
  readonly type: "log";
  readonly blockId: string;
  readonly at: number;
  readonly value: RecordedValue;
}

/** That the request was answered. */
export interface ResponseRecord {
  readonly type: "response";
  readonly status: number;
  readonly at: number;
}

/** What a run did, in order. */
export type TraceEntry = StepRecord | LogRecord | ResponseRecord;

/** A trace as it is read back: values parsed, everything else as it was. */
export interface ReadTrace {
  readonly request: unknown;
  readonly entries: readonly ReadEntry[];
  /** Entries that were left out because there were too many. */
  readonly leftOut: number;
}

/** An entry as it is read back. */
export type ReadEntry = ReadStep | ReadLog | ResponseRecord;
/** A step as it is read back. */
export type ReadStep = Omit<StepRecord, "input" | "output"> & {
  readonly input: ReadValue | null;
  readonly output: ReadValue | null;
};
/** A line of the log as it is read back. */
export type ReadLog = Omit<LogRecord, "value"> & { readonly value: ReadValue };

/** A recorded value with its JSON parsed. */
export interface ReadValue {
  readonly value: unknown;
  readonly cutFromChars: number | null;
}

/** Writes a trace as JSON. Values are JSON already and are put in as they are. */
export function writeTrace(
  request: RecordedValue,
  entries: readonly TraceEntry[],
  leftOut: number,
): string {
  const written = entries.map(entryJson).join(",");
  return `{"request":${request.json},"entries":[${written}],"leftOut":${leftOut}}`;
}

function entryJson(entry: TraceEntry): string {
  if (entry.type === "response") return JSON.stringify(entry);
  if (entry.type === "log") {
    const { value, ...log } = entry;
    return withValues(log, `"value":${valueJson(value)}`);
  }
  const { input, output, ...step } = entry;
  return withValues(step, `"input":${valueJson(input)},"output":${valueJson(output)}`);
}

function withValues(facts: object, values: string): string {
  return `${JSON.stringify(facts).slice(0, -1)},${values}}`;
}

function valueJson(recorded: RecordedValue | null): string {
  if (recorded === null) return "null";
  const { json, cutFromChars } = recorded;
  return `{"value":${json},"cutFromChars":${cutFromChars}}`;
}

/** Reads what `writeTrace` wrote. */
export function readTrace(json: string): ReadTrace {
  return JSON.parse(json) as ReadTrace;
}

/** The same entry as reading the trace would give it. */
export function readEntry(entry: TraceEntry): ReadEntry {
  return JSON.parse(entryJson(entry)) as ReadEntry;
}
