import type { ExecutorParts } from "../commands/index.ts";
import type { Interpret } from "./interpret.ts";
import type { KeptValues } from "./kept-values/kept-values.ts";
import type { LiveRuns } from "./living/live-runs.ts";
import type { RunRecords } from "./recording/run-records.ts";

/** What runs work with. */
export interface RunParts {
  readonly executor: ExecutorParts;
  readonly interpret: Interpret;
  readonly keptValues: KeptValues;
  readonly records: RunRecords;
  readonly live: LiveRuns;
  /** Told of failures that nobody foresaw; the error may hold what must not be logged whole. */
  readonly onUnexpected: (error: unknown) => void;
}
