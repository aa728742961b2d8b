import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { aSimulator, deliveredMs, ordinaryAccount, pick } from "../testing/a-simulator.ts";

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-state-"));
  stateFile = join(folder, "state.jsonl");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const from = { From: "+15005550006", Body: "Hello" };

async function bodiesOf(sim: { call: (method: string, path: string) => Promise<Response> }) {
  const { messages } = await (await sim.call("GET", "/Messages.json")).json();
  return messages.map(({ body, status }: { body: string; status: string }) => `${body} ${status}`);
}

it("keeps accounts, messages and opt-outs over a restart, and texts on their way go on", async () => {
  const first = await aSimulator({ stateFile });
  await first.call("POST", "/Messages.json", { ...from, To: "+15550001111" });
  first.clock.advance(deliveredMs);
  await first.control("POST", "/inbound", { from: "+15550002222", to: from.From, body: "STOP" });
  first.clock.advance(deliveredMs);
  await first.call("POST", "/Messages.json", { ...from, To: "+15550001111", Body: "On its way" });
  first.clock.advance(300);
  await first[Symbol.asyncDispose]();

  await using again = await aSimulator({ stateFile });
  expect(ordinaryAccount(again.simulator)).toEqual(ordinaryAccount(first.simulator));
  expect(await bodiesOf(again)).toContain("Hello delivered");
  again.clock.advance(deliveredMs);
  expect(await bodiesOf(again)).toContain("On its way delivered");
  const refused = await again.call("POST", "/Messages.json", { ...from, To: "+15550002222" });
  expect((await refused.json()).code).toBe(21610);
});

it("keeps what a scheduled text waits for", async () => {
  const first = await aSimulator({ stateFile });
  const service = pick(ordinaryAccount(first.simulator).services[0]).sid;
  const SendAt = new Date(first.clock.now() + 3_600_000).toISOString();
  const when = { ScheduleType: "fixed", SendAt, MessagingServiceSid: service };
  await first.call("POST", "/Messages.json", { To: "+15550001111", Body: "Later", ...when });
  await first[Symbol.asyncDispose]();

  await using again = await aSimulator({ stateFile });
  expect(await bodiesOf(again)).toEqual(["Later scheduled"]);
  again.clock.advance(3_600_000 + deliveredMs);
  expect(await bodiesOf(again)).toEqual(["Later delivered"]);
});

it("leaves the file to whoever comes next when the port cannot be used", async () => {
  await using other = await aSimulator();
  const port = Number(new URL(other.url).port);
  await expect(aSimulator({ stateFile, port })).rejects.toThrow("in use");
  await using again = await aSimulator({ stateFile });
  expect(again.simulator.accounts).toHaveLength(2);
});
