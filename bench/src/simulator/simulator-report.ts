import type { Machine } from "../report/machine.ts";
import { markdownTable } from "../report/table.ts";
import type { CreateRates } from "./measure-creates.ts";
import type { PageTimes } from "./measure-pages.ts";

/** What a run found. */
export interface SimulatorFindings {
  readonly machine: Machine;
  readonly messages: number;
  readonly rates: CreateRates;
  readonly pages: PageTimes;
  /** Resident, with all messages stored and nothing going on. */
  readonly megabytes: number;
}

const leastCreates = 5000;
const mostPageMs = 20;
const mostMegabytes = 1500;

/** The run as Markdown. */
export function reportOf({
  machine,
  messages,
  rates,
  pages,
  megabytes,
}: SimulatorFindings): string {
  const count = messages.toLocaleString("en");
  const { stub, plain, withCallbacks, callbacksBehindMs } = rates;
  return [
    `Node ${machine.node}, ${machine.system}, ${machine.cores} cores, load ${machine.loadAverage.toFixed(1)} before the run`,
    "",
    markdownTable(
      ["creates over 20 connections", "a second", "beside the stub"],
      [
        ["stub that stores nothing", round(stub), "1.00"],
        ["simulator", round(plain), (plain / stub).toFixed(2)],
        [
          "simulator, two callbacks a text",
          round(withCallbacks),
          (withCallbacks / stub).toFixed(2),
        ],
      ],
    ),
    "",
    markdownTable(
      ["", "measured", "wanted", "reached"],
      [
        row(
          "creates a second, callbacks on",
          withCallbacks,
          leastCreates,
          withCallbacks >= leastCreates,
        ),
        row(
          `page of 1,000 of ${count}, newest (ms)`,
          pages.newest,
          mostPageMs,
          pages.newest < mostPageMs,
        ),
        row("the same, 20 pages deep (ms)", pages.deep, mostPageMs, pages.deep < mostPageMs),
        row(
          "the same, filtered by day (ms)",
          pages.filtered,
          mostPageMs,
          pages.filtered < mostPageMs,
        ),
        row(
          `memory with ${count} messages (MB)`,
          megabytes,
          mostMegabytes,
          megabytes < mostMegabytes,
        ),
      ],
    ),
    "",
    `The last callback came at most ${(callbacksBehindMs / 1000).toFixed(1)} s after the last create (a text takes 1.1 s).`,
  ].join("\n");
}

function row(what: string, measured: number, wanted: number, isReached: boolean): string[] {
  return [what, measured.toFixed(1), wanted.toLocaleString("en"), isReached ? "yes" : "no"];
}

function round(value: number): string {
  return value.toFixed(0);
}
