import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { seedDemo } from "./demo.mjs";
import { readOwnerLink } from "./owner-link.mjs";
import { summaryLines } from "./summary.mjs";

const demoWaitMs = 4000;

/**
 * Once the processes are ready: seeds the demo and prints the summary, at the latest a few seconds
 * after the server is up. A demo that takes longer, or fails, is told in words and stops nothing.
 */
export async function announce({ server, simulator, demoOffBecause, cwd, env, signal }) {
  const [ready, simulated] = await Promise.all([server.ready, simulator?.ready ?? null]);
  const ownerLink = readOwnerLink(ready.ownerLinkFile);
  const about = { serverUrl: ready.url, keyFile: ready.keyFile, ownerLink, notices: ready.notices };
  const print = (demo) => show(summaryLines({ ...about, demo, demoOffBecause, cwd, env }));
  if (simulated === null) return print(null);

  const key = readKey(ready.keyFile, env);
  const told = seedDemo({ serverUrl: ready.url, simulatorUrl: simulated.url, key, signal }).then(
    inWords,
    (error) => ({
      isThere: true,
      firstText: `The demo's first text could not be sent: ${reason(error)}.`,
    }),
  );
  const inTime = await Promise.race([told, sleep(demoWaitMs, null, { ref: false })]);
  if (signal.aborted) return;
  print({ simulatorUrl: simulated.url, ...(inTime ?? onItsWay) });
  if (inTime === null && !signal.aborted) show([(await told).firstText]);
}

const onItsWay = { isThere: true, firstText: "The first text is on its way." };

const words = {
  sent: "A first text went out through the demo connection.",
  "sent-earlier": "The first text went out through the demo connection at an earlier start.",
  changed: "The demo app has been changed by hand, so it was left alone and nothing was sent.",
  "left-out": "There are other apps and no demo app in use, so none was made.",
};

function inWords({ outcome, hookError }) {
  const isThere = outcome !== "left-out";
  if (hookError === null) return { isThere, firstText: words[outcome] };
  const fault = `The Web Hooks of the examples could not be made: ${reason(hookError)}.`;
  return { isThere, firstText: `${words[outcome]}\n${fault}` };
}

function readKey(keyFile, env) {
  return keyFile ? fs.readFileSync(keyFile, "utf8").trim() : env.TRUNKLINE_ADMIN_API_KEY;
}

function reason(error) {
  const cause = error.cause?.code ?? error.cause?.message;
  return cause === undefined ? error.message : `${error.message} (${cause})`;
}

function show(lines) {
  console.log(lines.join("\n"));
}
