import { sample } from "../../contestants/contestant.ts";
import { app, commandSend, setUp, startTrunkline } from "../../contestants/trunkline.ts";
import { makeDataFolder } from "../../data-folder.ts";
import { startRole } from "../../processes/start-role.ts";
import { readAmount } from "../../read-amount.ts";
import { lookAtMachine, type Machine } from "../../report/machine.ts";
import { markdownTable } from "../../report/table.ts";
import { untilRecorded } from "../count-runs.ts";
import { flowName } from "../publish-flow.ts";
import { type HookCall, measureRules, type RulesOptions, type RulesRow } from "./measure-rules.ts";
import { ruledFlowName, setUpRules } from "./set-up-rules.ts";

const full: RulesOptions = { rounds: 40, turnSeconds: 0.8, warmUpSends: 8000 };
const quick: RulesOptions = { rounds: 16, turnSeconds: 0.5, warmUpSends: 3000 };
const least = 0.95;

/**
 * What rules and a caller's key cost: one flow twice on one server, once open to all and once behind
 * a rule of its hook and one of its command, called with a Web Hook Key.
 *
 * @returns The exit code: 0, 1 when the run failed, 2 for wrong arguments. Targets that are not
 * reached are printed and no fault.
 */
export async function runRulesBench(args: readonly string[]): Promise<number> {
  const options = readAmount(args, { full, quick });
  if (options === null) {
    console.error("Usage: npm run bench -- hooks rules [--quick]");
    return 2;
  }
  const machine = lookAtMachine();
  try {
    console.log(`\n${reportOf(machine, await measure(options))}\n`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function measure(options: RulesOptions): Promise<RulesRow[]> {
  await using folder = await makeDataFolder();
  await using stub = startRole("stub");
  const { url: stubUrl } = await stub.next<{ url: string }>();
  console.error("starting the server");
  await using server = await startTrunkline(folder.path, commandSend);
  const origin = new URL(server.url).origin;
  await setUp(server.api, stubUrl);
  const key = await setUpRules(server.api);
  await using load = startRole("load");
  await load.next();
  console.error("measuring");
  const pair = {
    open: callOf(`${origin}/hooks/${app}/${flowName}`, {}),
    ruled: callOf(`${origin}/hooks/${app}/${ruledFlowName}`, { authorization: `Bearer ${key}` }),
  };
  return await measureRules(load, pair, options, () => untilRecorded(server.api));
}

function callOf(url: string, headers: Readonly<Record<string, string>>): HookCall {
  const { to, from, text: body } = sample;
  return {
    url,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ to, from, body }),
  };
}

function reportOf(machine: Machine, rows: readonly RulesRow[]): string {
  return [
    `Node ${machine.node}, ${machine.system}, ${machine.cores} cores, load ${machine.loadAverage.toFixed(1)} before the run`,
    "",
    markdownTable(
      [
        "connections",
        "Public, 1/s",
        "rules and key, 1/s",
        "ratio",
        "lowest",
        "highest",
        "at least",
      ],
      rows.map(({ connections, openPerSecond, ruledPerSecond, ratio, ratios }) => [
        String(connections),
        openPerSecond.toFixed(0),
        ruledPerSecond.toFixed(0),
        ratio.toFixed(3),
        Math.min(...ratios).toFixed(3),
        Math.max(...ratios).toFixed(3),
        `${least}: ${ratio >= least ? "reached" : "missed"}`,
      ]),
    ),
  ].join("\n");
}
