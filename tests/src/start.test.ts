import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type DataDirectory, makeDataDirectory } from "./testing/data-directory.ts";
import { eventually } from "./testing/eventually.ts";
import { killFromOutside } from "./testing/kill-from-outside.ts";
import { isAlive, isListening, nothingIsLeft } from "./testing/leftovers.ts";
import { findPorts, npmStart, type Ports, typeLine, untilSummary } from "./testing/npm-start.ts";
import { findBelow } from "./testing/processes.ts";
import type { SimulatedMessage } from "./testing/simulator-process.ts";

/** Promised are 2 s and 5 s; the tests print what they saw and allow for a busy machine. */
const secondStartWithinMs = 10_000;
const endWithinMs = 15_000;

let directory: DataDirectory;
let ports: Ports;

beforeAll(async () => {
  directory = await makeDataDirectory();
  ports = await findPorts();
});

afterAll(async () => {
  await directory[Symbol.asyncDispose]();
  await nothingIsLeft();
});

async function messages(): Promise<SimulatedMessage[]> {
  const url = `http://127.0.0.1:${ports.simulator}/simulator/messages`;
  const { body } = await request(url);
  return ((await body.json()) as { messages: SimulatedMessage[] }).messages;
}

async function untilDelivered(count: number): Promise<SimulatedMessage[]> {
  return eventually(`${count} texts are delivered`, async () => {
    const all = await messages();
    return all.length === count && all.every((one) => one.status === "delivered") && all;
  });
}

async function areFree(): Promise<boolean> {
  return !(await isListening(ports.server)) && !(await isListening(ports.simulator));
}

function lineWith(output: string, words: string): string {
  const line = output.split("\n").find((one) => one.includes(words));
  if (line === undefined) throw new Error(`No line has ${words}:\n${output}`);
  return line.trim();
}

test("npm start sends a first text and shows two lines that each send another", async () => {
  await using start = npmStart(directory.path, ports);
  const output = await untilSummary(start);
  expect(output).toContain(`http://127.0.0.1:${ports.server}`);
  expect(output).toContain(`http://127.0.0.1:${ports.simulator}`);
  const key = (await readFile(join(directory.path, "owner.key"), "utf8")).trim();
  expect(output, "no key is printed").not.toContain(key);
  await untilDelivered(1);

  await typeLine(lineWith(output, "curl "));
  await untilDelivered(2);
  await typeLine(lineWith(output, "npx trunkline send sms"));
  const [, , last] = await untilDelivered(3);
  const environment = `TRUNKLINE_DATA_DIR='${directory.path}'`;
  const read = await typeLine(`${environment} npx trunkline messages read ${last?.sid ?? ""}`);
  expect(read).toContain("delivered");

  const ending = await start.stop("SIGTERM");
  expect(ending.signal === "SIGTERM" || ending.code === 143 || ending.code === 0).toBe(true);
  await eventually("both ports are free", areFree);
  expect(await directory.postmasterPid(), "PostgreSQL is stopped too").toBe(null);
});

test("a second start goes straight on, and what a killed one leaves behind ends by itself", async () => {
  const startedAt = performance.now();
  await using start = npmStart(directory.path, ports);
  await eventually("the first request is answered", async () => {
    if (!(await isListening(ports.server))) return false;
    const { statusCode, body } = await request(`http://127.0.0.1:${ports.server}/readyz`);
    await body.dump();
    return statusCode === 200;
  });
  const tookMs = Math.round(performance.now() - startedAt);
  console.log(`second start: the first request was answered after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(secondStartWithinMs);
  await untilSummary(start);

  const script = await findBelow(start.pid, "scripts/start.mjs");
  const children = [
    await findBelow(start.pid, "apps/server/dist/start-bundle.js"),
    await findBelow(start.pid, "simulators/twilio/dist/index.js"),
  ];
  await killFromOutside(script);
  const killedAt = performance.now();
  await eventually("the processes have ended", () => !children.some(isAlive), endWithinMs);
  console.log(`the processes ended ${Math.round(performance.now() - killedAt)} ms after the kill`);
  await eventually("both ports are free", areFree);
  expect(await directory.postmasterPid(), "PostgreSQL is stopped too").toBe(null);
  await start.ended;
});

test("npm start says which process died, stops the rest and ends with 1", async () => {
  await using start = npmStart(directory.path, ports);
  await untilSummary(start);
  await killFromOutside(await findBelow(start.pid, "simulators/twilio/dist/index.js"));
  const { code } = await start.ended;
  expect(start.output).toMatch(/simulator process .*SIGKILL/u);
  expect(code).toBe(1);
  await eventually("both ports are free", areFree);
  expect(await directory.postmasterPid()).toBe(null);
});
