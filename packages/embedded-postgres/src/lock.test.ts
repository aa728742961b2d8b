import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { withLock } from "./lock.ts";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunkline-lock-"));
  path = join(folder, "start.lock");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Runs `count` holders at once; the answer is how many were inside together at most. */
async function crowd(count: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const holder = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: count }, () => withLock(path, holder)));
  return most;
}

it("lets one holder in at a time and leaves nothing behind", async () => {
  expect(await crowd(10)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it("lets the next one in after a holder failed", async () => {
  const failing = withLock(path, () => Promise.reject(new Error("work failed")));
  await expect(failing).rejects.toThrow("work failed");
  expect(await withLock(path, () => Promise.resolve("in"))).toBe("in");
});

it("takes over the lock of a dead process, one at a time", async () => {
  await writeFile(path, "999999999 1\nleft by a process that was killed");
  expect(await crowd(10)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it("takes over the lock of a process that died while taking over", async () => {
  await writeFile(path, "999999999 1\nfirst");
  await writeFile(`${path}.takeover`, "999999998 1\nsecond");
  expect(await crowd(5)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});
