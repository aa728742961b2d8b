import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { EmbeddedPostgresError, isSystemError } from "./errors.ts";

/** Below the range that systems take for outgoing connections, so that a kept port stays free. */
const firstPort = 20_000;
const lastPort = 29_999;
const tries = 50;

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

/** The port of the last start, from our own file. */
export async function readPort(control: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(control, "port"), "utf8")) || undefined;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** A port for the next start: the last one where it is free, so that addresses stay the same. */
export async function choosePort(last: number | undefined): Promise<number> {
  if (last !== undefined && (await isPortFree(last))) return last;
  for (let count = 0; count < tries; count += 1) {
    const port = randomInt(firstPort, lastPort + 1);
    if (await isPortFree(port)) return port;
  }
  throw new EmbeddedPostgresError(
    "START_FAILED",
    `No free port for the embedded database between ${firstPort} and ${lastPort}.`,
  );
}
