import type { Run, RunDetail } from "@trunkline/api-contract";
import type pg from "pg";

import type { ContentsKey, DataKeys } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import type { LiveRuns } from "../living/live-runs.ts";
import type { RunJournal } from "../recording/run-journal.ts";
import { openTrace } from "../recording/sealed-trace.ts";
import { type ReadTrace, readEntry } from "../recording/trace.ts";
import { withContents } from "./attempt-contents.ts";
import { attemptsOf } from "./attempts-of.ts";
import { factColumns, type RunFacts, toRun } from "./run-list.ts";
import { type Show, showLogLine, showStep } from "./show-entry.ts";

/** What reading runs needs. */
export interface RunReaderParts {
  readonly pool: pg.Pool;
  readonly dataKeys: DataKeys;
  readonly live: LiveRuns;
}

/** A run and what is known of its steps; no trace where those were lost, or are on another server. */
export interface FoundRun {
  readonly run: Run;
  readonly flow: Id<"flow">;
  readonly trace: FoundTrace | null;
}

/** What a run did, and what opens the contents that lie elsewhere. */
export interface FoundTrace extends ReadTrace {
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
}

type Row = RunFacts & { readonly flowId: Id<"flow">; readonly sealed: Buffer | null };

const findText = `
  select ${factColumns}, flow_id as "flowId", sealed_trace as sealed
  from runs where app_id = $1 and id = $2`;

/** Finds a run of an app, under way on this server or stored; null when there is none. */
export async function findRun(
  { pool, dataKeys, live }: RunReaderParts,
  app: Id<"app">,
  run: string,
): Promise<FoundRun | null> {
  const journal = live.find(app, run);
  if (journal !== null) return fromJournal(journal);
  const answer = await pool.query<Row>(findText, [app, run]);
  const row = answer.rows[0];
  if (row === undefined) return null;
  const { sealed, flowId, ...facts } = row;
  if (sealed === null) return { run: toRun(facts), flow: flowId, trace: null };
  const contents = await dataKeys.openContents(app);
  const trace = openTrace(contents, app, run, sealed);
  return { run: toRun(facts), flow: flowId, trace: { ...trace, app, contents } };
}

/** A run step by step, its contents as `show` shows them. */
export async function showRun(
  pool: pg.Pool,
  app: Id<"app">,
  { run, flow, trace }: FoundRun,
  show: Show | null,
): Promise<RunDetail> {
  const shown = show ?? asItIs;
  const entries = trace === null ? [] : await withContents({ pool, ...trace }, trace.entries);
  return {
    ...run,
    isMasked: show !== null,
    request: shown(trace?.request ?? null),
    steps: entries.flatMap((entry) => (entry.type === "step" ? [showStep(entry, shown)] : [])),
    log: entries.flatMap((entry) => (entry.type === "log" ? [showLogLine(entry, shown)] : [])),
    leftOut: trace?.leftOut ?? 0,
    attempts: trace === null ? await attemptsOf(pool, app, flow, run) : [],
  };
}

function asItIs(value: unknown): unknown {
  return value;
}

/** A run that is under way, or has just ended and may not be stored yet. */
function fromJournal(journal: RunJournal): FoundRun {
  const { start, entries, leftOut } = journal;
  return {
    run: runOf(journal),
    flow: start.form.flow,
    trace: {
      request: JSON.parse(journal.request.json),
      entries: entries.map(readEntry),
      leftOut,
      app: start.form.app,
      contents: start.form.contents,
    },
  };
}

/** The facts of a run out of its journal. */
export function runOf(journal: RunJournal): Run {
  const { start, end, stepCount } = journal;
  const { form, run, trigger, caller, startedAt } = start;
  const problem = end?.problem ?? null;
  return toRun({
    id: run,
    flow: form.name,
    kind: form.kind,
    status: end?.status ?? "running",
    trigger,
    caller,
    version: form.version,
    isDraft: form.isDraft,
    release: form.release,
    startedAt,
    endedAt: end?.endedAt ?? null,
    stepCount,
    errorCode: problem?.code ?? null,
    errorTitle: problem?.title ?? null,
    errorMessage: problem?.message ?? null,
    errorHint: problem?.hint ?? null,
    errorBlock: problem?.blockId ?? null,
  });
}
