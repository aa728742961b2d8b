import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { firstAnswerMs, freePort } from "../measure/start-up.ts";
import type { NodeRedInstall } from "../node-red/install.ts";
import { writeUserDirectory } from "../node-red/user-directory.ts";
import type { ToSend } from "../processes/bare-app.ts";
import { startChild } from "../processes/child.ts";
import { accountSids, type Contestant, sample } from "./contestant.ts";

const loaderFile = fileURLToPath(new URL("../../src/node-red/twilio-loader.cjs", import.meta.url));

/** Starts Node-RED on a flow that sends a text and answers, in a folder of its own below `parent`. */
export async function startNodeRed(
  { node, main }: NodeRedInstall,
  parent: string,
  stubUrl: string,
): Promise<Contestant> {
  const port = await freePort();
  const folder = join(parent, "node-red");
  await writeUserDirectory(folder, port);
  const log = await open(join(parent, "node-red.log"), "a");
  const began = performance.now();
  const child = startChild({
    title: "node-red",
    file: main,
    args: ["--userDir", folder, "--settings", join(folder, "settings.js")],
    env: { ...process.env, BENCH_TWILIO_BASE_URL: stubUrl, NODE_RED_DISABLE_TELEMETRY: "true" },
    logFile: log.fd,
    node: { file: node, args: ["--require", loaderFile] },
  });
  await log.close();
  const url = `http://127.0.0.1:${port}`;
  const startUpMs = await Promise.race([
    firstAnswerMs(`${url}/healthz`, began),
    child.next<never>(),
  ]);
  const { to, from, text } = sample;
  return {
    name: "node-red",
    pid: child.pid,
    startUpMs,
    accountSid: accountSids["node-red"],
    url: `${url}/send`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, from, body: text } satisfies ToSend),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
