import type { Id } from "../../database/index.ts";
import type { RunEnd } from "../hook-call.ts";
import type { RunProblem } from "../run-problem.ts";
import type { RunStatus } from "../run-status.ts";
import type { RunJournal } from "./run-journal.ts";
import { sealTrace } from "./sealed-trace.ts";
import { writeTrace } from "./trace.ts";

/** A run as it is written, at its start and again at its end. */
export interface RunRow {
  readonly app: Id<"app">;
  readonly id: Id<"run">;
  readonly flow: Id<"flow">;
  readonly flowName: string;
  readonly kind: string;
  readonly version: number;
  readonly isDraft: boolean;
  readonly release: number | null;
  readonly trigger: string;
  readonly caller: string;
  readonly status: RunStatus;
  readonly dataKey: Id<"key">;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly stepCount: number;
  readonly problem: RunProblem | null;
  readonly errorText: string | null;
  readonly sealedTrace: Uint8Array | null;
  readonly retainDays: number;
}

/** The row of a run that has begun. */
export function startRow({ start }: RunJournal): RunRow {
  const { form } = start;
  return {
    app: form.app,
    id: start.run,
    flow: form.flow,
    flowName: form.name,
    kind: form.kind,
    version: form.version,
    isDraft: form.isDraft,
    release: form.release,
    trigger: start.trigger,
    caller: start.caller,
    status: "running",
    dataKey: form.contents.id,
    startedAt: start.startedAt,
    endedAt: null,
    stepCount: 0,
    problem: null,
    errorText: null,
    sealedTrace: null,
    retainDays: form.settings.retainRunsDays,
  };
}

/** The row of a run that has ended, with its trace. */
export function endRow(journal: RunJournal, end: RunEnd): RunRow {
  const { form, run } = journal.start;
  const trace = writeTrace(journal.request, journal.entries, journal.leftOut);
  return {
    ...startRow(journal),
    status: end.status,
    endedAt: end.endedAt,
    stepCount: journal.stepCount,
    problem: end.problem,
    errorText: errorTextOf(journal, end),
    sealedTrace: sealTrace(form.contents, form.app, run, trace),
  };
}

const errorTextMaxChars = 2000;

function errorTextOf(journal: RunJournal, { problem }: RunEnd): string | null {
  const texts = new Set(journal.errorTexts);
  if (problem !== null) texts.add(`${problem.code} ${problem.title} ${problem.message}`);
  return texts.size === 0 ? null : [...texts].join("\n").slice(0, errorTextMaxChars);
}
