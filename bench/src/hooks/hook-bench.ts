import { sample } from "../contestants/contestant.ts";
import { app, setUp } from "../contestants/trunkline.ts";
import type { ToSend } from "../processes/bare-app.ts";
import { spreadTargets, type ThroughputGoal, throughputTargets } from "../report/targets.ts";
import type { SendBench } from "../send-bench.ts";
import { flowName, publishFlow } from "./publish-flow.ts";

const goals: readonly ThroughputGoal[] = [
  { connections: 20, delayMs: 0, least: 0.7, beside: "bare twilio" },
  { connections: 100, delayMs: 0, least: 0.7, beside: "bare twilio" },
  { connections: 20, delayMs: 0, least: 1, beside: "node-red" },
  { connections: 100, delayMs: 50, least: 0.95, beside: "the bound" },
];

/**
 * A Web Hook that executes a command and sends a response, all of it recorded, beside the bare
 * servers and Node-RED, which store nothing.
 */
export const hookBench: SendBench = {
  sendOf(url) {
    const { to, from, text: body } = sample;
    return {
      url: `${url}/hooks/${app}/${flowName}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to, from, body } satisfies ToSend),
    };
  },
  async setUp(api, stubUrl) {
    await setUp(api, stubUrl);
    await publishFlow(api, app);
  },
  withNodeRed: true,
  runsFlows: true,
  targetsOf: (rows) => [...throughputTargets(rows, goals), ...spreadTargets(rows)],
};
