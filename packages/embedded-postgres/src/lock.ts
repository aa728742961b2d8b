import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { EmbeddedPostgresError, asDirectoryError, isSystemError } from "./errors.ts";
import { isMarkAlive, markOf } from "./processes.ts";

const retryMs = 15;
const patienceMs = 120_000;

async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Puts a written file in place at once: readers never see a lock without its holder. */
async function tryLink(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Replaces the lock of a dead holder. Only who holds the takeover lock may do so, and looks again
 * first: otherwise two waiters could each clear the other's fresh lock.
 */
async function takeOver(path: string, draft: string, deadHolder: string): Promise<boolean> {
  return withLock(`${path}.takeover`, async () => {
    if ((await readHolder(path)) !== deadHolder) return false;
    await rename(draft, path);
    return true;
  });
}

async function acquire(path: string, draft: string): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    if (await tryLink(draft, path)) return;
    const holder = await readHolder(path);
    if (holder !== undefined && !isMarkAlive(holder.split("\n")[0] ?? "")) {
      if (await takeOver(path, draft, holder)) return;
    }
    if (Date.now() > giveUpAt) {
      throw new EmbeddedPostgresError(
        "START_FAILED",
        `Process ${holder?.split(" ")[0]} has held ${path} for ${patienceMs / 1000} s; end it and try again.`,
      );
    }
    await delay(retryMs);
  }
}

/**
 * Runs `work` while no other holder, in this process or another, is inside the same lock.
 * A lock whose holder died is taken over; one whose holder lives is waited for.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, `${markOf(process.pid)}\n${draft}`, { mode: 0o644 });
  } catch (error) {
    throw asDirectoryError(error, dirname(path));
  }
  try {
    await acquire(path, draft);
  } finally {
    await rm(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
