import { copyFile, open, stat, truncate, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

import { isSystemError } from "./errors.ts";

/** How large the log may grow before it is moved aside; one old one is kept. */
const maxBytes = 4 * 1024 * 1024;
const tailBytes = 4096;
const tailLines = 8;

function logPath(home: string): string {
  return join(home, "postgres.log");
}

/** Opens the log for a starting server, which keeps writing to it after we are gone. */
export function openLog(home: string): Promise<FileHandle> {
  return open(logPath(home), "a", 0o600);
}

/** How long the log is now, to read later what was added. */
export async function logSize(home: string): Promise<number> {
  try {
    return (await stat(logPath(home))).size;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return 0;
    throw error;
  }
}

/** Moves a grown log aside. The server appends, so it goes on writing at the new beginning. */
export async function boundLog(home: string): Promise<void> {
  if ((await logSize(home)) <= maxBytes) return;
  await copyFile(logPath(home), `${logPath(home)}.1`);
  await truncate(logPath(home), 0);
}

/** The last lines that were added to the log after `from` bytes. */
export async function readLogTail(home: string, from: number): Promise<string> {
  const size = await logSize(home);
  const start = Math.max(from > size ? 0 : from, size - tailBytes);
  const handle = await open(logPath(home), "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, start);
    const lines = buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n");
    return lines.slice(-tailLines).join("\n");
  } finally {
    await handle.close();
  }
}
