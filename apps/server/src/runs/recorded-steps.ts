import type { Outcome } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { Id } from "../database/index.ts";
import { toValue } from "./effects/to-value.ts";
import type { RecordedAttempt } from "./recording/recorded-attempts.ts";
import { type ReadEntry, type ReadStep, readEntry } from "./recording/trace.ts";
import type { RunParts } from "./run-parts.ts";

/** A step that went well in an earlier try of the same run. */
export type RecordedStep =
  | {
      readonly attempt: null;
      readonly digest: string | null;
      readonly outcome: Outcome;
      readonly endedAt: number;
    }
  /** Its attempt holds what it was given and gave. */
  | { readonly attempt: RecordedAttempt; readonly endedAt: number };

/**
 * The steps of a run's earlier try, by id: those before the first that went wrong or was not
 * recorded whole. They need not be carried out again, or are answered by their attempts. Responses
 * are none of them, as somebody waits for one each time.
 */
export async function recordedSteps(
  parts: Pick<RunParts, "live" | "records">,
  form: FlowForm,
  run: Id<"run">,
): Promise<ReadonlyMap<string, RecordedStep>> {
  const journal = parts.live.find(form.app, run);
  const entries = journal?.entries.map(readEntry) ?? (await parts.records.entriesOf(form, run));
  const steps = goodStepsOf(entries);
  const ids = steps.flatMap(({ attempt }) => (attempt === null ? [] : [attempt]));
  const attempts = await parts.records.attemptsOf(form.app, ids);
  return new Map(steps.map((step) => [step.id, recordedStep(step, attempts)]));
}

function goodStepsOf(entries: readonly ReadEntry[]): ReadStep[] {
  const steps: ReadStep[] = [];
  for (const entry of entries) {
    if (entry.type !== "step" || entry.kind === "respond") continue;
    if (!entry.ok || (entry.output?.cutFromChars ?? null) !== null) break;
    steps.push(entry);
  }
  return steps;
}

function recordedStep(
  { digest, output, endedAt, attempt }: ReadStep,
  attempts: ReadonlyMap<string, RecordedAttempt>,
): RecordedStep {
  if (attempt !== null) return { attempt: attempts.get(attempt) ?? gone, endedAt };
  return { attempt, digest, outcome: { ok: true, value: toValue(output?.value) }, endedAt };
}

const gone: RecordedAttempt = { connection: null, command: null };
