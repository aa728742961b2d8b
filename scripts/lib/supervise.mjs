import { setTimeout as sleep } from "node:timers/promises";

import { describeEnd } from "./start-process.mjs";

/**
 * Watches over processes until a stop is asked for or one of them ends, then stops what is left in
 * the order of the list, one after the other. Returns the exit code: 0 for a stop that was asked
 * for and went well, 1 when a process died or had to be killed, 130 when someone insisted. `onStop`
 * is called once, when stopping begins.
 */
export async function supervise({ processes, signals, onStop, say = console.log }) {
  const first = await Promise.race([
    signals.asked.then(() => ({ asked: true })),
    ...processes.map(async (one) => ({ died: one, how: await one.ended })),
  ]);
  onStop?.();
  if (!first.asked && !(await wasAskedJustNow(signals))) {
    say(`The ${first.died.name} process ${describeEnd(first.how)}; stopping the rest.`);
    await stopAll({ processes, signals, say });
    return 1;
  }
  say("Stopping …");
  return stopAll({ processes, signals, say });
}

/**
 * A signal to the whole group can end a process before it reaches us: that is a stop, not a death.
 */
function wasAskedJustNow(signals) {
  return Promise.race([signals.asked.then(() => true), sleep(150, false)]);
}

async function stopAll({ processes, signals, say }) {
  const insisted = signals.insisted.then(() => "insisted");
  const outcome = await Promise.race([stopInOrder(processes, say), insisted]);
  if (outcome !== "insisted") return outcome;
  say("Killing what is left.");
  for (const one of processes) one.kill();
  await Promise.all(processes.map((one) => one.ended));
  return 130;
}

async function stopInOrder(processes, say) {
  let exitCode = 0;
  for (const one of processes) {
    if (await one.stop()) continue;
    say(`The ${one.name} process didn't stop in time and was killed.`);
    exitCode = 1;
  }
  return exitCode;
}
