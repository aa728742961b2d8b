import { setTimeout as pause } from "node:timers/promises";

import { startBare } from "./contestants/bare.ts";
import type { Contestant, ContestantName } from "./contestants/contestant.ts";
import { countAttempts } from "./contestants/count-attempts.ts";
import { startNodeRed } from "./contestants/node-red.ts";
import { startTrunkline, type TrunklineContestant } from "./contestants/trunkline.ts";
import { makeDataFolder } from "./data-folder.ts";
import { countRuns, untilRecorded } from "./hooks/count-runs.ts";
import { measureSync } from "./measure/fdatasync.ts";
import { residentMegabytes } from "./measure/memory.ts";
import { type Field, runRounds, type Turn, warmUp } from "./measure/run-rounds.ts";
import { faultsOf } from "./measure/verify.ts";
import { installNodeRed } from "./node-red/install.ts";
import type { Options } from "./options.ts";
import type { Child } from "./processes/child.ts";
import { startRole } from "./processes/start-role.ts";
import type { StubCount, StubQuestion } from "./processes/stub-twilio.ts";
import { lookAtMachine } from "./report/machine.ts";
import type { Findings, ServerProcess } from "./report/report.ts";
import { summarise } from "./report/summary.ts";
import { unfairness } from "./report/targets.ts";
import type { SendBench } from "./send-bench.ts";

/** What a run found, and what is wrong with the run itself. */
export interface BenchResult {
  readonly findings: Findings;
  readonly faults: readonly string[];
}

const restMs = 3000;

/**
 * Runs the whole bench once: the servers, the stub and the load, each a process of its own.
 *
 * @param tell Told in a few words what is going on.
 */
export async function runBench(
  bench: SendBench,
  options: Options,
  tell: (text: string) => void,
  stopping: AbortSignal,
): Promise<BenchResult> {
  const nodeRedInstall = bench.withNodeRed ? await installNodeRed(tell) : null;
  const machine = lookAtMachine();
  await using folder = await makeDataFolder();
  const sync = await measureSync(folder.path);
  await using stub = startRole("stub");
  const stubUrl = (await stub.next<{ url: string }>()).url;
  tell("starting the servers");
  const firstStartUpMs = await firstStart(bench, folder.path, stubUrl);
  await using trunkline = await startOurs(bench, folder.path);
  await using bareTwilio = await startBare("bare twilio", stubUrl);
  await using nodeRed =
    nodeRedInstall && (await startNodeRed(nodeRedInstall, folder.path, stubUrl));
  await using bareUndici = await startBare("bare undici", stubUrl);
  await using load = startRole("load");
  await load.next();
  const others = nodeRed === null ? [bareUndici] : [nodeRed, bareUndici];
  const field: Field = { stub, load, contestants: [bareTwilio, trunkline, ...others] };
  const { api } = trunkline;

  const atRest = await restingMemory(field, stopping);
  tell("warming up");
  const { warmUpSends } = options;
  const warmUps = await warmUp(field, warmUpSends);
  const createsAfterWarmUp = await createsOf(stub, trunkline);
  const attemptsAfterWarmUp = await countAttempts(api);
  const turns = await runRounds(field, options, tell, stopping);
  const atRestAfterLoad = await restingMemory(field, stopping);
  tell("counting");
  const othersCreates = new Map<ContestantName, number>();
  for (const other of [bareTwilio, ...others]) {
    othersCreates.set(other.name, await createsOf(stub, other));
  }
  const faults = faultsOf({
    warmUpSends,
    warmUps,
    createsAfterWarmUp,
    attemptsAfterWarmUp,
    turns,
    creates: await createsOf(stub, trunkline),
    othersCreates,
    attempts: await countAttempts(api),
    runs: bench.runsFlows ? await countRuns(api) : null,
  });
  const rows = summarise(turns);
  const processes = field.contestants.map(({ name, startUpMs }, index): ServerProcess => {
    const seen = turns.filter((turn) => turn.contestant === name);
    return {
      name,
      startUpMs,
      atRest: atRest[index] ?? Number.NaN,
      underLoad: Math.max(...seen.map((turn) => turn.mostMegabytes)),
      atRestAfterLoad: atRestAfterLoad[index] ?? Number.NaN,
    };
  });
  const ours = processes.find(({ name }) => name === "trunkline");
  const findings: Findings = {
    machine,
    sync,
    rows,
    processes,
    firstStartUpMs,
    notes: bench.runsFlows ? [recordNote(turns)] : [],
    targets: bench.targetsOf(rows, ours?.atRest ?? Number.NaN),
  };
  return { findings, faults: [...faults, ...unfairness(rows)] };
}

/** The start that makes database, app, connection and all; gives how long the start took. */
async function firstStart(bench: SendBench, folder: string, stubUrl: string): Promise<number> {
  await using server = await startTrunkline(folder, bench.sendOf);
  await bench.setUp(server.api, stubUrl);
  return server.startUpMs;
}

async function startOurs(bench: SendBench, folder: string): Promise<TrunklineContestant> {
  const server = await startTrunkline(folder, bench.sendOf);
  if (!bench.runsFlows) return server;
  return { ...server, recorded: () => untilRecorded(server.api) };
}

async function createsOf(stub: Child, { accountSid }: Contestant): Promise<number> {
  const question: StubQuestion = { kind: "count", accountSid };
  return (await stub.ask<StubCount>(question)).creates;
}

/** What the servers take, in their order, when nobody has asked them anything for a while. */
async function restingMemory({ contestants }: Field, stopping: AbortSignal): Promise<number[]> {
  await pause(restMs, undefined, { signal: stopping });
  return Promise.all(contestants.map(({ pid }) => residentMegabytes(pid)));
}

/** What is put off is not free: how far behind the answers the record was. */
function recordNote(turns: readonly Turn[]): string {
  const most = Math.max(...turns.map((turn) => turn.recordedAfterMs));
  return `All runs were recorded at most ${most.toFixed(0)} ms after the load's end.`;
}
