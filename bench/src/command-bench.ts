import { commandSend, setUp } from "./contestants/trunkline.ts";
import {
  spreadTargets,
  type Target,
  type ThroughputGoal,
  throughputTargets,
} from "./report/targets.ts";
import type { SendBench } from "./send-bench.ts";

const goals: readonly ThroughputGoal[] = [
  { connections: 20, delayMs: 0, least: 0.6, beside: "bare twilio" },
  { connections: 100, delayMs: 0, least: 0.6, beside: "bare twilio" },
  { connections: 100, delayMs: 50, least: 0.95, beside: "bare twilio" },
];
const mostMegabytesAtRest = 150;

/** The command API beside the bare servers. */
export const commandBench: SendBench = {
  sendOf: commandSend,
  setUp,
  withNodeRed: false,
  runsFlows: false,
  targetsOf: (rows, megabytesAtRest) => [
    ...throughputTargets(rows, goals),
    ...spreadTargets(rows),
    memoryTarget(megabytesAtRest),
  ],
};

function memoryTarget(megabytes: number): Target {
  return {
    what: "memory at rest, the server process",
    wanted: `at most ${mostMegabytesAtRest} MB`,
    measured: `${megabytes.toFixed(0)} MB`,
    isReached: megabytes <= mostMegabytesAtRest,
  };
}
