import path from "node:path";

import { runStep } from "./run-step.mjs";

/**
 * How to call npm: the very npm that runs this script, if one does, else the one on the PATH. Under
 * npx or another package manager `npm_execpath` names that tool, which must not be mistaken for
 * npm.
 */
export function npmCommand(env = process.env) {
  const running = env.npm_execpath;
  if (running !== undefined && path.basename(running) === "npm-cli.js") {
    return { command: process.execPath, args: [running] };
  }
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}

/** Runs npm to its end and returns its exit code. */
export function runNpm(args, options) {
  const npm = npmCommand();
  return runStep(npm.command, [...npm.args, ...args], options);
}
