import { readFile } from "node:fs/promises";

import { pino } from "pino";

import { readConfig } from "./config/config.ts";
import { readEnvironment } from "./config/env.ts";
import { startServer, type Server } from "./server.ts";

const stopWithinMs = 5000;

const server = await start();
if (server !== null) {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // Children whose parent is gone must leave their ports free soon, whatever still hangs.
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void server[Symbol.asyncDispose]().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
  process.send?.({
    type: "ready",
    url: server.url,
    keyFile: server.keyFile,
    notices: server.notices,
  });
}

async function start(): Promise<Server | null> {
  try {
    const config = readConfig(readEnvironment());
    const logger = pino({ level: config.logLevel, base: { pid: process.pid } });
    return await startServer({ config, version: await readVersion(), logger });
  } catch (error) {
    // The message alone: what stands behind it may hold what nobody may see.
    process.stderr.write(`${error instanceof Error ? error.message : "The server failed."}\n`);
    process.exitCode = 1;
    process.disconnect?.();
    return null;
  }
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
