import { setTimeout as pause } from "node:timers/promises";

import { startBare } from "./contestants/bare.ts";
import { type ContestantName, contestantNames } from "./contestants/contestant.ts";
import { countAttempts, setUp, startTrunkline } from "./contestants/trunkline.ts";
import { makeDataFolder } from "./data-folder.ts";
import { measureSync } from "./measure/fdatasync.ts";
import { residentMegabytes } from "./measure/memory.ts";
import { type Field, runRounds, type Turn, warmUp } from "./measure/run-rounds.ts";
import { faultsOf } from "./measure/verify.ts";
import type { Options } from "./options.ts";
import { startRole } from "./processes/start-role.ts";
import type { StubCount, StubQuestion } from "./processes/stub-twilio.ts";
import { lookAtMachine } from "./report/machine.ts";
import type { Findings, Memory } from "./report/report.ts";
import { summarise } from "./report/summary.ts";
import { targetsOf, unfairness } from "./report/targets.ts";

/** What a run found, and what is wrong with the run itself. */
export interface BenchResult {
  readonly findings: Findings;
  readonly faults: readonly string[];
}

const restMs = 3000;

/**
 * Runs the whole bench once: three servers, the stub and the load, each a process of its own.
 *
 * @param tell Told in a few words what is going on.
 */
export async function runBench(
  options: Options,
  tell: (text: string) => void,
  stopping: AbortSignal,
): Promise<BenchResult> {
  const machine = lookAtMachine();
  await using folder = await makeDataFolder();
  const sync = await measureSync(folder.path);
  await using stub = startRole("stub");
  const stubUrl = (await stub.next<{ url: string }>()).url;
  tell("starting the servers");
  const firstEver = await firstStart(folder.path, stubUrl);
  await using trunkline = await startTrunkline(folder.path);
  await using bareTwilio = await startBare("bare twilio", stubUrl);
  await using bareUndici = await startBare("bare undici", stubUrl);
  await using load = startRole("load");
  await load.next();
  const contestants = { "bare twilio": bareTwilio, trunkline, "bare undici": bareUndici };
  const field: Field = { stub, load, contestants };
  const creates = async () => {
    const question: StubQuestion = { kind: "count", accountSid: trunkline.accountSid };
    return (await stub.ask<StubCount>(question)).creates;
  };

  const atRest = await restingMemory(field, stopping);
  tell("warming up");
  const { warmUpSends } = options;
  const warmUps = await warmUp(field, warmUpSends);
  const createsAfterWarmUp = await creates();
  const attemptsAfterWarmUp = await countAttempts(trunkline.api);
  const turns = await runRounds(field, options, tell, stopping);
  const atRestAfterLoad = await restingMemory(field, stopping);
  tell("counting");
  const faults = faultsOf({
    warmUpSends,
    warmUps,
    createsAfterWarmUp,
    attemptsAfterWarmUp,
    turns,
    creates: await creates(),
    attempts: await countAttempts(trunkline.api),
  });
  const rows = summarise(turns);
  const findings: Findings = {
    machine,
    sync,
    rows,
    memory: byName((name) => memoryOf(name, atRest, turns, atRestAfterLoad)),
    startUps: { of: byName((name) => contestants[name].startUpMs), firstEver },
    targets: targetsOf(rows, atRest.trunkline),
  };
  return { findings, faults: [...faults, ...unfairness(rows)] };
}

/** The start that makes database, app, profile and connection; gives how long the start took. */
async function firstStart(folder: string, stubUrl: string): Promise<number> {
  await using server = await startTrunkline(folder);
  await setUp(server.api, stubUrl);
  return server.startUpMs;
}

type Megabytes = Readonly<Record<ContestantName, number>>;

/** What the servers take when nobody has asked them anything for a while. */
async function restingMemory(field: Field, stopping: AbortSignal): Promise<Megabytes> {
  await pause(restMs, undefined, { signal: stopping });
  const read = (name: ContestantName) => residentMegabytes(field.contestants[name].pid);
  return {
    "bare twilio": await read("bare twilio"),
    trunkline: await read("trunkline"),
    "bare undici": await read("bare undici"),
  };
}

function memoryOf(
  name: ContestantName,
  atRest: Megabytes,
  turns: readonly Turn[],
  atRestAfterLoad: Megabytes,
): Memory {
  const seen = turns.filter((turn) => turn.contestant === name).map((turn) => turn.mostMegabytes);
  return {
    atRest: atRest[name],
    underLoad: Math.max(...seen),
    atRestAfterLoad: atRestAfterLoad[name],
  };
}

function byName<Value>(
  of: (name: ContestantName) => Value,
): Readonly<Record<ContestantName, Value>> {
  const entries = contestantNames.map((name) => [name, of(name)] as const);
  return Object.fromEntries(entries) as Record<ContestantName, Value>;
}
