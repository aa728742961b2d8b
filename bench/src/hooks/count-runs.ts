import { setTimeout as pause } from "node:timers/promises";

import { pagesOf } from "../contestants/pages.ts";
import type { Api } from "../contestants/trunkline-api.ts";
import { app } from "../contestants/trunkline.ts";

/** What the record of runs holds. */
export interface RunCount {
  readonly byStatus: Readonly<Record<string, number>>;
  /** How many runs have each count of steps. */
  readonly bySteps: Readonly<Record<string, number>>;
  /** Of each page one run was opened: its command with an attempt that is done, then its response. */
  readonly opened: number;
  readonly openedWhole: number;
}

interface RunPage {
  readonly runs: readonly RunSummary[];
  readonly nextPageToken: string | null;
}

interface RunSummary {
  readonly id: string;
  readonly status: string;
  readonly stepCount: number;
}

interface OpenedRun {
  readonly steps: readonly {
    readonly kind: string;
    readonly status: string;
    readonly attempt: string | null;
  }[];
}

const runs = `/api/apps/${app}/runs`;
const askEveryMs = 20;
const giveUpAfterMs = 30_000;

/** Counts all runs, and opens one of each page. */
export async function countRuns(api: Api): Promise<RunCount> {
  const byStatus: Record<string, number> = {};
  const bySteps: Record<string, number> = {};
  let opened = 0;
  let openedWhole = 0;
  for await (const page of pagesOf<RunPage>(api, runs)) {
    for (const { status, stepCount } of page.runs) {
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      bySteps[stepCount] = (bySteps[stepCount] ?? 0) + 1;
    }
    const [first] = page.runs;
    if (first === undefined) continue;
    opened += 1;
    if (await isWhole(api, first.id)) openedWhole += 1;
  }
  return { byStatus, bySteps, opened, openedWhole };
}

async function isWhole(api: Api, run: string): Promise<boolean> {
  const { steps } = await api.get<OpenedRun>(`${runs}/${run}`);
  const [command, response] = steps;
  if (steps.some(({ status }) => status !== "done")) return false;
  if (command?.kind !== "command" || command.attempt === null) return false;
  const attempts = `/api/apps/${app}/attempts`;
  const { state } = await api.get<{ state: string }>(`${attempts}/${command.attempt}`);
  return response?.kind === "respond" && state === "done";
}

/** Waits until no run is recorded as running, and gives how long that took, in milliseconds. */
export async function untilRecorded(api: Api): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { runs: running } = await api.get<RunPage>(`${runs}?status=running&pageSize=1`);
    const took = performance.now() - began;
    if (running.length === 0) return took;
    if (took > giveUpAfterMs) throw new Error("Runs are still running.");
    await pause(askEveryMs);
  }
}
