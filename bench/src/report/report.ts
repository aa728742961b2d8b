import type { ContestantName } from "../contestants/contestant.ts";
import { titleOf } from "../measure/conditions.ts";
import type { SyncTimes } from "../measure/fdatasync.ts";
import type { Machine } from "./machine.ts";
import type { Row } from "./summary.ts";
import { markdownTable } from "./table.ts";
import type { Target } from "./targets.ts";

/** A server's process: its resident memory in megabytes (10^6 bytes), and its start. */
export interface ServerProcess {
  readonly name: ContestantName;
  readonly atRest: number;
  readonly underLoad: number;
  readonly atRestAfterLoad: number;
  /** From its start to its first answered request, in milliseconds. */
  readonly startUpMs: number;
}

/** Everything that was measured. */
export interface Findings {
  readonly machine: Machine;
  readonly sync: SyncTimes;
  readonly rows: readonly Row[];
  readonly processes: readonly ServerProcess[];
  /** Our start in an empty folder, where the database is made first, in milliseconds. */
  readonly firstStartUpMs: number;
  /** What else is to be said, a sentence each. */
  readonly notes: readonly string[];
  readonly targets: readonly Target[];
}

/** The whole report in Markdown. */
export function reportOf(findings: Findings): string {
  const { machine, sync } = findings;
  return [
    `${machine.cores} cores, ${machine.gibibytes} GiB, Node ${machine.node}, ${machine.system}; ` +
      `load average ${machine.loadAverage.toFixed(1)} at the start`,
    `fdatasync of one 8 KiB page: median ${ms(sync.medianMs)}, p99 ${ms(sync.p99Ms)}`,
    speedTable(findings.rows),
    processTable(findings),
    `Trunkline's very first start, which makes its database: ${ms(findings.firstStartUpMs)}`,
    ...findings.notes,
    targetTable(findings.targets),
  ].join("\n\n");
}

function speedTable(rows: readonly Row[]): string {
  return markdownTable(
    ["connections, stub's delay", "server", "requests/s", "ratio", "p50 ms", "p99 ms", "p99/p50"],
    rows.map((row) => [
      titleOf(row.condition),
      row.contestant,
      row.perSecond.toFixed(0),
      row.ratio.toFixed(2),
      row.p50Ms.toFixed(2),
      row.p99Ms.toFixed(2),
      row.spread.toFixed(2),
    ]),
  );
}

function processTable({ processes }: Findings): string {
  return markdownTable(
    ["server process", "MB at rest", "MB under load", "MB at rest after it", "start-up"],
    processes.map(({ name, atRest, underLoad, atRestAfterLoad, startUpMs }) => [
      name,
      atRest.toFixed(0),
      underLoad.toFixed(0),
      atRestAfterLoad.toFixed(0),
      ms(startUpMs),
    ]),
  );
}

function targetTable(targets: readonly Target[]): string {
  return markdownTable(
    ["target", "wanted", "measured", "reached"],
    targets.map((one) => [one.what, one.wanted, one.measured, one.isReached ? "yes" : "NO"]),
  );
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`;
}
