import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { relayLines } from "./relay-lines.mjs";

/**
 * Starts one of the product's processes and returns the handle the supervisor works with: `ready`
 * settles with its `{ type: "ready" }` message, `ended` with how it ended, and `stop` asks it to
 * end and answers whether it did so by itself in time.
 *
 * It runs in a process group of its own: Ctrl-C reaches the start script alone, which then stops
 * things in order. The IPC channel tells the process when the start script is gone, however that
 * came about.
 */
export function startProcess({ name, file, nodeArgs = [], args = [], cwd, env, stopWithinMs }) {
  const child = spawn(process.execPath, [...nodeArgs, file, ...args], {
    cwd,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  relayLines(name, child.stdout, process.stdout);
  relayLines(name, child.stderr, process.stderr);
  const ended = endOf(child);
  return {
    name,
    ready: messageFrom(child, "ready"),
    ended,
    kill: () => child.kill("SIGKILL"),
    stop: () => stopChild(child, ended, stopWithinMs),
  };
}

/** How a process ended, in words. */
export function describeEnd({ code, signal, error }) {
  if (error !== undefined) return `could not be started (${error.message})`;
  return signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
}

function messageFrom(child, type) {
  return new Promise((resolve) => {
    child.on("message", (message) => {
      if (message?.type === type) resolve(message);
    });
  });
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
    child.once("exit", async (code, signal) => {
      // Its last words come through the pipes; a grandchild may hold them open, so not for long.
      await Promise.race([new Promise((closed) => child.once("close", closed)), sleep(200)]);
      resolve({ code, signal });
    });
  });
}

async function stopChild(child, ended, withinMs) {
  child.kill("SIGTERM");
  const late = new AbortController();
  const inTime = await Promise.race([
    ended.then(() => true),
    sleep(withinMs, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (inTime) return true;
  child.kill("SIGKILL");
  await ended;
  return false;
}
