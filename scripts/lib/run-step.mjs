import { spawn } from "node:child_process";
import { constants } from "node:os";

import { root } from "./root.mjs";
import { ScriptError } from "./script-error.mjs";

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program to its end with our output and returns its exit code. A signal for us is passed
 * on, since only we may have got it, and ends the script once the program is gone.
 */
export async function runStep(
  command,
  args,
  { cwd = root, env = process.env, quiet = false } = {},
) {
  // Quiet programs still speak, but on stderr, so that the output of a command line stays clean.
  const stdio = ["ignore", quiet ? process.stderr : "inherit", "inherit"];
  const child = spawn(command, args, { cwd, env, stdio });
  const pass = (signal) => {
    stoppedBy ??= signal;
    child.kill(signal);
  };
  let stoppedBy = null;
  for (const signal of forwarded) process.on(signal, pass);
  try {
    const code = await exitCodeOf(child, command);
    if (stoppedBy !== null) throw stoppedError(stoppedBy);
    return code;
  } finally {
    for (const signal of forwarded) process.off(signal, pass);
  }
}

function exitCodeOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new ScriptError(`${command} could not be started: ${cause.message}`, { cause }));
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function stoppedError(signal) {
  return new ScriptError(`Stopped by ${signal}.`, { exitCode: 128 + constants.signals[signal] });
}
