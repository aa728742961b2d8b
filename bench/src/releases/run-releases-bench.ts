import { readFile } from "node:fs/promises";

import { sample } from "../contestants/contestant.ts";
import { app, commandSend, setUp, startTrunkline } from "../contestants/trunkline.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flowFile, flowName, publishFlow } from "../hooks/publish-flow.ts";
import { startRole } from "../processes/start-role.ts";
import { readAmount } from "../read-amount.ts";
import { lookAtMachine } from "../report/machine.ts";
import { markdownTable } from "../report/table.ts";
import {
  measurePublishing,
  measureSwitching,
  type PublishTimes,
  type ReleasesOptions,
  type SwitchingRates,
} from "./measure-releases.ts";

const full: ReleasesOptions = { flows: 200, rounds: 20, turnSeconds: 1 };
const quick: ReleasesOptions = { ...full, rounds: 8, turnSeconds: 0.6 };
const publishWithinMs = 2000;
const leastRatio = 0.95;

/**
 * What releases cost: publishing an app of many flows, and switching releases under load.
 *
 * @returns The exit code: 0, 1 when the run failed, 2 for wrong arguments. Targets that are not
 * reached are printed and no fault.
 */
export async function runReleasesBench(args: readonly string[]): Promise<number> {
  const options = readAmount(args, { full, quick });
  if (options === null) {
    console.error("Usage: npm run bench -- releases [--quick]");
    return 2;
  }
  const machine = lookAtMachine();
  try {
    const report = await measure(options);
    const { node, system, cores, loadAverage } = machine;
    console.log(
      `\nNode ${node}, ${system}, ${cores} cores, load ${loadAverage.toFixed(1)} before the run\n\n${report}\n`,
    );
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function measure(options: ReleasesOptions): Promise<string> {
  await using folder = await makeDataFolder();
  await using stub = startRole("stub");
  const { url: stubUrl } = await stub.next<{ url: string }>();
  console.error("starting the server");
  await using server = await startTrunkline(folder.path, commandSend);
  const { api } = server;
  await setUp(api, stubUrl);
  await publishFlow(api, app);
  console.error(`publishing ${options.flows} flows`);
  const document = JSON.parse(await readFile(flowFile, "utf8")) as Record<string, unknown>;
  const times = await measurePublishing(api, app, document, options.flows);
  const { releases } = await api.get<{ releases: { number: number }[] }>(
    `/api/apps/${app}/releases`,
  );
  await using load = startRole("load");
  await load.next();
  console.error("switching releases");
  const { to, from, text: body } = sample;
  const call = {
    url: `${new URL(server.url).origin}/hooks/${app}/${flowName}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, from, body }),
  };
  const newest = releases[0]?.number ?? 0;
  const rates = await measureSwitching({ api, app, load, newest }, call, options);
  return tableOf(options, times, rates);
}

function tableOf(
  { flows }: ReleasesOptions,
  { firstMs, nextMs }: PublishTimes,
  { restPerSecond, switchingPerSecond, ratio, switches }: SwitchingRates,
): string {
  const most = (ms: number) => [ms.toFixed(0), `< ${publishWithinMs}`, yesNo(ms < publishWithinMs)];
  return markdownTable(
    ["", "measured", "wanted", "reached"],
    [
      [`publishing ${flows} new flows (ms)`, ...most(firstMs)],
      ["publishing one flow more (ms)", ...most(nextMs)],
      ["answers a second of a hook that sends, 20 connections", restPerSecond.toFixed(0), "", ""],
      [`the same during ${switches} switches`, switchingPerSecond.toFixed(0), "", ""],
      ["ratio", ratio.toFixed(3), `>= ${leastRatio}`, yesNo(ratio >= leastRatio)],
    ],
  );
}

function yesNo(isReached: boolean): string {
  return isReached ? "yes" : "no";
}
