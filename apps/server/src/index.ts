import { readConfig } from "./config/config.ts";
import { readEnvironment } from "./config/env.ts";
import { prepareDataDirectory } from "./data-directory.ts";
import { openDatabaseSource } from "./database-source.ts";
import type { Server } from "./server.ts";

/** Sends in flight are let end when somebody stops the server: none of them may take longer. */
const stopWithinMs = 36_000;
/** A child whose parent is gone leaves its ports free soon, whatever it still had to do. */
const orphanStopWithinMs = 4500;

let stopping = false;
const started = start();
process.on("SIGTERM", () => stop(stopWithinMs));
process.on("SIGINT", () => stop(stopWithinMs));
process.on("disconnect", () => stop(orphanStopWithinMs));
void started.then(tellReady);

function tellReady(server: Server | null): void {
  if (server === null || !process.connected) return;
  const { url, keyFile, ownerLinkFile, notices } = server;
  process.send?.({ type: "ready", url, keyFile, ownerLinkFile, notices });
}

/** Stops in order, also while still starting; asked again, it may only become shorter. */
function stop(withinMs: number): void {
  setTimeout(() => process.exit(1), withinMs).unref();
  if (stopping) return;
  stopping = true;
  void started
    .then((running) => running?.[Symbol.asyncDispose]())
    .then(
      () => process.exit(),
      () => process.exit(1),
    );
}

async function start(): Promise<Server | null> {
  try {
    const config = readConfig(readEnvironment());
    await prepareDataDirectory(config.dataDir);
    const notices: string[] = [];
    const source = openDatabaseSource(config, (notice) => notices.push(notice));
    // Loading the rest takes about as long as the database's start: they go on side by side.
    const [{ startServer }] = await Promise.all([import("./server.ts"), source]);
    return await startServer({ config, source: await source, notices });
  } catch (error) {
    // The message alone: what stands behind it may hold what nobody may see.
    process.stderr.write(`${error instanceof Error ? error.message : "The server failed."}\n`);
    process.exitCode = 1;
    if (process.connected) process.disconnect();
    return null;
  }
}
