import path from "node:path";

import { serverProgram } from "./bundle-server.mjs";
import { fromRoot } from "./root.mjs";
import { startProcess } from "./start-process.mjs";

/** What only the server needs to know: the simulator stands for the outside, and is not told. */
const serverSecrets = [
  "TRUNKLINE_MASTER_KEY",
  "TRUNKLINE_MASTER_KEYS",
  "TRUNKLINE_ADMIN_API_KEY",
  "TRUNKLINE_API_KEY",
  "TRUNKLINE_DATABASE_URL",
];

/** Short-lived objects in more room than Node gives them: half of the time for collecting them. */
const nodeArgs = ["--max-semi-space-size=32"];

/** Starts the server, which lets sends in flight end before it does. */
export function startServer({ cwd, env }) {
  const file = fromRoot(serverProgram);
  // Whoever reads the terminal is to find the summary again: a line for each request would bury it.
  const quiet = { TRUNKLINE_LOG_LEVEL: "warn", ...env };
  return startProcess({ name: "server", file, nodeArgs, cwd, env: quiet, stopWithinMs: 40_000 });
}

/** The simulator's program. */
export const simulatorFile = fromRoot("simulators/twilio/dist/index.js");

/** Starts the simulator; without arguments what its handsets show is kept over restarts. */
export function startSimulator({ cwd, env, args = ["--state", stateFile({ cwd, env })] }) {
  const own = Object.entries(env).filter(([name]) => !serverSecrets.includes(name));
  const simulatorEnv = Object.fromEntries(own);
  return startProcess({
    name: "simulator",
    file: simulatorFile,
    nodeArgs,
    args,
    cwd,
    env: simulatorEnv,
    stopWithinMs: 10_000,
  });
}

/** Beside the simulator's accounts, in the folder that it keeps to its owner. */
function stateFile({ cwd, env }) {
  return path.resolve(cwd, env.TRUNKLINE_DATA_DIR || ".trunkline", "simulator", "state.jsonl");
}
