import type { Outcome } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { Id } from "../database/index.ts";
import { toValue } from "./effects/to-value.ts";
import { type ReadEntry, readEntry } from "./recording/trace.ts";
import type { RunParts } from "./run-parts.ts";

/** A step that went well in an earlier try of the same run. */
export interface RecordedStep {
  readonly digest: string;
  readonly outcome: Outcome;
  readonly endedAt: number;
  readonly attempt: string | null;
}

/**
 * The steps of a run's earlier try, by id, that need not be carried out again: those before the
 * first that went wrong or was not recorded whole. Responses are none of them, as somebody waits
 * for one each time.
 */
export async function recordedSteps(
  parts: Pick<RunParts, "live" | "records">,
  form: FlowForm,
  run: Id<"run">,
): Promise<ReadonlyMap<string, RecordedStep>> {
  const journal = parts.live.find(form.app, run);
  const entries = journal?.entries.map(readEntry) ?? (await parts.records.entriesOf(form, run));
  return stepsOf(entries);
}

function stepsOf(entries: readonly ReadEntry[]): Map<string, RecordedStep> {
  const steps = new Map<string, RecordedStep>();
  for (const entry of entries) {
    if (entry.type !== "step" || entry.kind === "respond") continue;
    if (!entry.ok || entry.output.cutFromChars !== null) break;
    const { id, digest, output, endedAt, attempt } = entry;
    const outcome: Outcome = { ok: true, value: toValue(output.value) };
    steps.set(id, { digest, outcome, endedAt, attempt });
  }
  return steps;
}
