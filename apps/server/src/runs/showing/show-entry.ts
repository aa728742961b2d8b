import type { RunLogLine, RunStep } from "@trunkline/api-contract";

import type { ReadLog, ReadStep, ReadValue, ResponseRecord } from "../recording/trace.ts";

/** What a recorded value is shown as. */
export type Show = (value: unknown) => unknown;

/** A step with its contents, wherever they were. */
export type ShownStep = Omit<ReadStep, "digest" | "input" | "output"> & {
  readonly digest: string;
  readonly input: ReadValue;
  readonly output: ReadValue;
};

/** An entry with its contents. */
export type ShownEntry = ShownStep | ReadLog | ResponseRecord;

/** A step as answers show it. */
export function showStep(step: ShownStep, show: Show): RunStep {
  const { number, id, blockId, blockType, kind, ok, startedAt, endedAt } = step;
  return {
    number,
    id,
    blockId,
    blockType,
    kind,
    status: ok ? "done" : "failed",
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.max(0, endedAt - startedAt),
    inputDigest: step.digest,
    input: shown(step.input, show),
    inputCutFromChars: step.input.cutFromChars,
    output: ok ? shown(step.output, show) : null,
    outputCutFromChars: step.output.cutFromChars,
    error: ok ? null : errorOf(step.output),
    attempt: step.attempt,
  };
}

/** What takes the place of contents that were erased with their attempt; it is not masked. */
export const erased: ReadValue = { value: "[erased]", cutFromChars: null };

function shown(value: ReadValue, show: Show): unknown {
  return value === erased ? value.value : show(value.value);
}

/** A line of the log as answers show it. */
export function showLogLine({ blockId, at, value }: ReadLog, show: Show): RunLogLine {
  return {
    blockId,
    at: new Date(at).toISOString(),
    value: show(value.value),
    cutFromChars: value.cutFromChars,
  };
}

/** An error's words hold no number and no content, and are shown as they are. */
function errorOf({ value }: ReadValue): RunStep["error"] {
  const textOf = (name: string) => {
    const text: unknown =
      typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
    return typeof text === "string" ? text : "";
  };
  return { code: textOf("code"), title: textOf("title"), message: textOf("message") };
}
