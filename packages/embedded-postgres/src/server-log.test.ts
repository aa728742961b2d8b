import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { boundLog, openLog, readLogTail } from "./server-log.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "trunkline-log-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

it("moves a grown log aside while a server goes on writing, and keeps one old one", async () => {
  const server = await openLog(home);
  for (const round of ["first", "second", "third"]) {
    await server.write(`${round}\n${"x".repeat(5 * 1024 * 1024)}\n`);
    await boundLog(home);
  }
  await server.write("after\n");
  await server.close();
  expect((await readdir(home)).toSorted()).toEqual(["postgres.log", "postgres.log.1"]);
  expect(await readFile(join(home, "postgres.log"), "utf8")).toBe("after\n");
  expect((await readFile(join(home, "postgres.log.1"), "utf8")).slice(0, 6)).toBe("third\n");
});

it("leaves a small log, or none, as it is", async () => {
  await boundLog(home);
  const server = await openLog(home);
  await server.write("small\n");
  await boundLog(home);
  await server.close();
  expect(await readdir(home)).toEqual(["postgres.log"]);
});

it("reads the last lines that were added after a start", async () => {
  const server = await openLog(home);
  await server.write("of the last start\n");
  await server.write(Array.from({ length: 20 }, (_, n) => `line ${n}\n`).join(""));
  await server.close();
  const tail = await readLogTail(home, "of the last start\n".length);
  expect(tail.split("\n")).toHaveLength(8);
  expect(tail.endsWith("line 19")).toBe(true);
});
