import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { expect, onTestFinished, test } from "vitest";

import { isAlive } from "../fixtures/run-start.mjs";
import { runStep } from "./run-step.mjs";

const script = fileURLToPath(new URL("../fixtures/step.mjs", import.meta.url));

test.each([0, 3])("returns the exit code %i of what it ran", async (code) => {
  expect(await runStep(process.execPath, ["-e", `process.exit(${code})`])).toBe(code);
});

test("a program that isn't there is an error that names it", async () => {
  await expect(runStep("/nowhere/program", [])).rejects.toThrow(
    "/nowhere/program could not be started",
  );
});

test.each([
  { signal: "SIGTERM", code: 143 },
  { signal: "SIGINT", code: 130 },
])("$signal for the script alone stops the step too, and ends in $code", async (one) => {
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => child.kill("SIGKILL"));
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const pid = Number(/step (\d+)/.exec(line)[1]);
  child.kill(one.signal);
  expect(await once(child, "exit")).toEqual([one.code, null]);
  expect(isAlive(pid)).toBe(false);
});
