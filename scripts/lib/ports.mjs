import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { ScriptError } from "./script-error.mjs";

/**
 * Waits until a port is free, for as long as the processes of a start that was killed may take to
 * end. `port` null means that the process itself has to say what is wrong with its setting.
 */
export async function waitForPort({ host, port, variable, waitMs = 6000, say = console.log }) {
  if (port === null || !(await isTaken(host, port))) return;
  say(`Port ${port} is in use; waiting a few seconds for it.`);
  const giveUpAt = Date.now() + waitMs;
  while (Date.now() < giveUpAt) {
    await sleep(200);
    if (!(await isTaken(host, port))) return;
  }
  throw new ScriptError(
    `Port ${port} is in use by another program. Set ${variable} to a free port and start again.`,
  );
}

function isTaken(host, port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    // Anything else that is wrong with the address is the process's own to report.
    server.once("error", (error) => resolve(error.code === "EADDRINUSE"));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(false)));
  });
}
