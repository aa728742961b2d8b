import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, it } from "vitest";

import { isAlive, isMarkAlive, markOf, wasStartedWith } from "./processes.ts";

it("gives a living process the same mark at every look", () => {
  const mark = markOf(process.pid);
  expect(mark).toBeDefined();
  expect(markOf(process.pid)).toBe(mark);
  expect(isMarkAlive(mark ?? "")).toBe(true);
});

it("does not take a later process with the same number for the one that was marked", () => {
  expect(isMarkAlive(`${process.pid} 12345`)).toBe(false);
});

it("takes an unreadable mark for a dead one", () => {
  expect(isMarkAlive("")).toBe(false);
});

it("knows a process by what it was started with, until it ends", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "a name of its own"]);
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  expect(wasStartedWith(pid, "a name of its own")).toBe(true);
  expect(wasStartedWith(pid, "another name")).toBe(false);
  process.kill(pid, "SIGKILL");
  await once(child, "exit");
  expect(isAlive(pid)).toBe(false);
  expect(wasStartedWith(pid, "a name of its own")).toBe(false);
  expect(markOf(pid)).toBeUndefined();
});

it("takes a process that ended and was never collected for dead", async () => {
  // The shell starts a child and becomes a program that never collects it.
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const zombie = Number(line.toString());
  while (isAlive(zombie)) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(() => process.kill(zombie, 0)).not.toThrow();
  parent.kill("SIGKILL");
  await once(parent, "exit");
});
