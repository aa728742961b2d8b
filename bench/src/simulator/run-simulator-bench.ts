import { setTimeout as pause } from "node:timers/promises";

import { makeDataFolder } from "../data-folder.ts";
import { residentMegabytes } from "../measure/memory.ts";
import { startRole } from "../processes/start-role.ts";
import { lookAtMachine } from "../report/machine.ts";
import { type Field, measureCreates, shoot } from "./measure-creates.ts";
import { measurePages } from "./measure-pages.ts";
import { readOptions, type SimulatorOptions, usage } from "./options.ts";
import { formOf, startSimulator } from "./simulator-process.ts";
import { reportOf } from "./simulator-report.ts";

const warmUpCreates = 10_000;
const restMs = 5000;

/**
 * The simulator's bench: how many creates it takes, how fast its lists are, what a million messages weigh.
 *
 * @returns The exit code: 0, 1 when the run failed, 2 for wrong arguments. Targets that are not
 * reached are printed and no fault.
 */
export async function runSimulatorBench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.error(`Usage: ${usage}`);
    return 2;
  }
  try {
    await measure(options);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function measure(options: SimulatorOptions): Promise<void> {
  const machine = lookAtMachine();
  await using folder = await makeDataFolder();
  await using simulator = await startSimulator(folder.path);
  await using stub = startRole("stub");
  const { url: stubUrl } = await stub.next<{ url: string }>();
  await using sink = startRole("callback-sink");
  const { url: sinkUrl } = await sink.next<{ url: string }>();
  await using load = startRole("load");
  await load.next();
  const field: Field = { simulator, load, stubUrl, sink, sinkUrl };
  console.error("warming up");
  await create(field, warmUpCreates, sinkUrl);
  await pause(restMs);
  console.error("measuring creates");
  const rates = await measureCreates(field, options);
  console.error(`storing up to ${options.messages} messages`);
  await create(field, options.messages - rates.stored - warmUpCreates, null);
  await pause(restMs);
  const megabytes = await residentMegabytes(simulator.pid);
  console.error("measuring pages");
  const pages = await measurePages(simulator);
  const { messages } = options;
  console.log(`\n${reportOf({ machine, messages, rates, pages, megabytes })}\n`);
}

async function create(field: Field, amount: number, callbackUrl: string | null): Promise<void> {
  const { listUrl: url, headers } = field.simulator;
  if (amount <= 0) return;
  await shoot(field, { url, headers, body: formOf(callbackUrl), connections: 20, amount });
}
