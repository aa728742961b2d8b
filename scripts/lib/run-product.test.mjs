import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, onTestFinished, test, vi } from "vitest";

import { isAlive, runStart } from "../fixtures/run-start.mjs";

const running = /Trunkline is running/;

async function expectOrderlyStop(start) {
  expect(await start.ended).toEqual({ code: 0, signal: null });
  expect(start.output).toMatch(
    /Stopping …\nserver \| server stopped\nsimulator \| simulator stopped\n$/,
  );
}

test("SIGTERM to the script stops the server, then the simulator, and is no failure", async () => {
  const start = await runStart();
  await start.says(running);
  start.child.kill("SIGTERM");
  await expectOrderlyStop(start);
});

test("Ctrl-C, a SIGINT to the whole group and once more from npm, is one stop", async () => {
  const start = await runStart();
  await start.says(running);
  process.kill(-start.child.pid, "SIGINT");
  start.child.kill("SIGINT");
  await expectOrderlyStop(start);
});

test("a process that ignores the stop is killed after its time, and that is told", async () => {
  const start = await runStart(["stubborn"]);
  await start.says(running);
  start.child.kill("SIGTERM");
  expect((await start.ended).code).toBe(1);
  expect(start.output).toContain("The server process didn't stop in time and was killed.");
  expect(start.output).toContain("simulator stopped");
});

test("a second Ctrl-C kills what is left", async () => {
  const start = await runStart(["stubborn"], { FIXTURE_STOP_WITHIN_MS: "60000" });
  const pids = [await start.pidOf("server"), await start.pidOf("simulator")];
  await start.says(running);
  start.child.kill("SIGINT");
  await start.says(/Stopping/);
  // What comes at once is npm's copy of the first; a person's second comes later.
  await sleep(600);
  start.child.kill("SIGINT");
  expect((await start.ended).code).toBe(130);
  expect(pids.map(isAlive)).toEqual([false, false]);
});

test.each([
  { dies: "server", code: 3, rest: "simulator", behaviours: ["die:3", "serve"] },
  { dies: "simulator", code: 0, rest: "server", behaviours: ["serve", "die:0"] },
])("when the $dies dies it says so, stops the $rest and exits with 1", async (one) => {
  const start = await runStart(one.behaviours);
  await start.says(running);
  process.kill(await start.pidOf(one.dies), "SIGUSR2");
  expect((await start.ended).code).toBe(1);
  expect(start.output).toContain(`The ${one.dies} process ended with code ${one.code}; stopping`);
  expect(start.output).toContain(`${one.rest} stopped`);
});

test("a process that was killed is told by its signal", async () => {
  const start = await runStart();
  process.kill(await start.pidOf("simulator"), "SIGKILL");
  expect((await start.ended).code).toBe(1);
  expect(start.output).toContain("The simulator process was ended by SIGKILL; stopping the rest.");
});

test("after kill -9 of the script its processes end by themselves", async () => {
  const start = await runStart();
  const pids = [await start.pidOf("server"), await start.pidOf("simulator")];
  await start.says(running);
  process.kill(start.child.pid, "SIGKILL");
  await start.ended;
  await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), { timeout: 5000 });
});

test("a port in use ends the start with the variable that changes it", async () => {
  const taken = net.createServer();
  await new Promise((resolve) => taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => taken.close());
  const start = await runStart([], { TRUNKLINE_SIMULATOR_PORT: String(taken.address().port) });
  expect((await start.ended).code).toBe(1);
  expect(start.output).toContain("Set TRUNKLINE_SIMULATOR_PORT to a free port");
  expect(start.output).not.toContain("server listens");
});

test("without a demo there is no simulator", async () => {
  const start = await runStart([], { TRUNKLINE_DEMO: "off" });
  await start.says(/no demo app and no simulator: TRUNKLINE_DEMO is off/);
  expect(start.output).not.toContain("simulator listens");
  start.child.kill("SIGTERM");
  expect((await start.ended).code).toBe(0);
});

test("a demo that fails is told in words and stops nothing", async () => {
  const start = await runStart(["serve", "no-accounts"]);
  await start.says(/The demo's first text could not be sent: the answer was 404\./);
  await start.says(running);
  start.child.kill("SIGTERM");
  await expectOrderlyStop(start);
});
