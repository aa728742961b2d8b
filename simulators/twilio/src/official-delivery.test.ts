import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, ordinaryAccount, pick, type TestSimulator } from "./testing/a-simulator.ts";
import { officialClient, refusalOf } from "./testing/official-client.ts";

const number = "+15005550006";
const person = "+15550001111";
const hourMs = 3_600_000;

let sim: TestSimulator;

afterEach(() => sim[Symbol.asyncDispose]());

const client = () => officialClient(sim.simulator);
const service = () => pick(ordinaryAccount(sim.simulator).services[0]).sid;

async function send(more: Record<string, unknown> = {}): Promise<string> {
  const text = { to: person, from: number, body: "Hello" };
  return (await client().messages.create({ ...text, ...more })).sid;
}

function fetched(sid: string) {
  return client().messages(sid).fetch();
}

async function set(settings: unknown) {
  const answer = await sim.control("POST", "/settings", settings);
  return { status: answer.status, body: await answer.json() };
}

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { status } of await client().messages.list({ pageSize: 1000 })) {
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
}

describe("queues", () => {
  beforeEach(async () => {
    sim = await aSimulator({ queues: true });
  });

  it("let a thousand texts of one long code take their time on the clock", async () => {
    for (let done = 0; done < 1000; done += 50) {
      await Promise.all(Array.from({ length: 50 }, () => send()));
    }
    sim.clock.advance(500_000);
    const { delivered = 0, queued = 0 } = await counts();
    expect(delivered).toBeGreaterThan(495);
    expect(queued).toBeGreaterThan(495);
    sim.clock.advance(505_000);
    expect(await counts()).toEqual({ delivered: 1000 });
  }, 30_000);

  it("count segments, and go as fast as is set for the kind of sender", async () => {
    await client().incomingPhoneNumbers.create({ phoneNumber: "+18005550001" });
    await send({ body: "x".repeat(161) });
    const second = await send();
    const tollFree = await Promise.all([1, 2, 3, 4].map(() => send({ from: "+18005550001" })));
    sim.clock.advance(1500);
    expect((await fetched(second)).status).toBe("queued");
    expect((await fetched(pick(tollFree[3]))).status).toBe("sent");
    sim.clock.advance(1500);
    expect((await fetched(second)).status).toBe("delivered");
    await set({ rates: { longCode: 1000 } });
    const texts = await Promise.all([1, 2, 3].map(() => send()));
    sim.clock.advance(2000);
    expect((await fetched(pick(texts[2]))).status).toBe("delivered");
  });

  it("hold ten hours: then 21611 for a number, and 30001 later for a service", async () => {
    await set({ rates: { longCode: 0.0001 } });
    for (let count = 0; count < 4; count += 1) await send();
    expect(await refusalOf(send())).toEqual({ code: 21611, status: 429 });
    expect(await client().messages.list()).toHaveLength(4);
    const sid = await send({ from: undefined, messagingServiceSid: service() });
    sim.clock.advance(1000);
    expect(await fetched(sid)).toMatchObject({ status: "failed", errorCode: 30001 });
    sim.clock.advance(10 * hourMs);
    expect((await fetched(await send())).status).toBe("queued");
  });

  it("drop what has waited longer than its ValidityPeriod", async () => {
    await set({ rates: { longCode: 0.1 } });
    await send();
    const short = await send({ validityPeriod: 5 });
    const long = await send({ validityPeriod: 60 });
    sim.clock.advance(4000);
    expect((await fetched(short)).status).toBe("queued");
    sim.clock.advance(1500);
    expect(await fetched(short)).toMatchObject({ status: "failed", errorCode: 30036, price: null });
    sim.clock.advance(6500);
    expect((await fetched(long)).status).toBe("delivered");
  });

  it("drop what has waited longer than its service lets texts wait", async () => {
    const services = client().messaging.v1.services;
    await services(service()).update({ validityPeriod: 5 });
    await set({ rates: { longCode: 0.1 } });
    const from = { from: undefined, messagingServiceSid: service() };
    await send(from);
    const short = await send(from);
    const long = await send({ ...from, validityPeriod: 60 });
    sim.clock.advance(6000);
    expect(await fetched(short)).toMatchObject({ status: "failed", errorCode: 30036 });
    sim.clock.advance(10_000);
    expect((await fetched(long)).status).toBe("delivered");
  });
});

describe("without queues", () => {
  beforeEach(async () => {
    sim = await aSimulator();
  });

  it("everything is sent at once", async () => {
    await Promise.all(Array.from({ length: 30 }, () => send()));
    sim.clock.advance(2000);
    expect(await counts()).toEqual({ delivered: 30 });
  });

  it("requests above maxConcurrent are refused with 20429", async () => {
    expect((await set({ maxConcurrent: 1 })).body).toMatchObject({ maxConcurrent: 1 });
    await sim.control("POST", "/faults", { kind: "delay-before", times: 1, delayMs: 1000 });
    const slow = send();
    await expect.poll(() => sim.clock.waiting).toBeGreaterThan(0);
    expect(await refusalOf(send())).toEqual({ code: 20429, status: 429 });
    sim.clock.advance(1000);
    await slow;
    expect((await set({ maxConcurrent: null })).body).toMatchObject({ maxConcurrent: null });
  });

  it.each([
    [{ queues: "on" }, "queues"],
    [{ rates: { longCode: 0 } }, "rates.longCode"],
    [{ rates: { fax: 1 } }, "rates.fax"],
    [{ rates: 5 }, "rates"],
    [{ maxConcurrent: 0 }, "maxConcurrent"],
    [{ seed: -1 }, "seed"],
    [{ speed: 2 }, "speed"],
  ])("settings refuse %j, naming the field", async (body, field) => {
    expect(await set(body)).toMatchObject({ status: 400, body: { error: { field } } });
  });

  it("a seed makes chance the same again", async () => {
    await sim.control("POST", "/faults", { kind: "too-many-requests", probability: 0.5 });
    const run = async () => {
      await set({ seed: 42 });
      const struck: number[] = [];
      for (let count = 0; count < 12; count += 1) {
        const text = { To: person, From: number, Body: "Hello" };
        struck.push((await sim.call("POST", "/Messages.json", text)).status);
      }
      return struck;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([201, 429]));
    expect(await run()).toEqual(first);
  });

  it("a pool of senders shares its recipients, each always having the same sender", async () => {
    const bought = await client().incomingPhoneNumbers.create({ phoneNumber: "+15557770001" });
    const senders = client().messaging.v1.services(service()).phoneNumbers;
    await senders.create({ phoneNumberSid: bought.sid });
    const to = Array.from({ length: 10 }, (_, index) => `+155500011${10 + index}`);
    for (const recipient of [...to, ...to]) {
      await send({ from: undefined, messagingServiceSid: service(), to: recipient });
    }
    sim.clock.advance(5000);
    const all = await client().messages.list();
    const pairs = new Set(all.map((message) => `${message.to} ${message.from}`));
    expect(pairs.size).toBe(10);
    expect(new Set(all.map(({ from }) => from))).toEqual(new Set([number, "+15557770001"]));
  });

  it("a service's text to somebody who said STOP in the meantime fails with 21610", async () => {
    const sid = await send({
      from: undefined,
      messagingServiceSid: service(),
      scheduleType: "fixed",
      sendAt: new Date(sim.clock.now() + hourMs),
    });
    await sim.control("POST", "/inbound", { from: person, to: number, body: "STOP" });
    sim.clock.advance(2 * hourMs);
    expect(await fetched(sid)).toMatchObject({ status: "failed", errorCode: 21610 });
  });
});

describe("outcomes", () => {
  beforeEach(async () => {
    sim = await aSimulator();
  });

  async function decide(outcome: unknown) {
    const answer = await sim.control("POST", "/outcomes", outcome);
    return { status: answer.status, body: await answer.json() };
  }

  it.each([
    ["undelivered", 30005, person],
    ["undelivered", 30003, "+1555000*"],
    ["failed", 30008, "+15550000000..+15550009999"],
  ])("end texts as %s with %i for %s", async (status, errorCode, to) => {
    expect(await decide({ to, status, errorCode })).toMatchObject({ status: 201, body: { to } });
    const [sid, other] = [await send(), await send({ to: "+15551110000" })];
    sim.clock.advance(5000);
    const message = await fetched(sid);
    expect(message).toMatchObject({ status, errorCode });
    expect(message.errorMessage).not.toBe("");
    expect((await fetched(other)).status).toBe("delivered");
  });

  it("come as late as they say, as often as they say, the last rule first", async () => {
    await decide({ to: person, status: "undelivered", errorCode: 30004 });
    await decide({ to: person, status: "undelivered", afterMs: hourMs, times: 1 });
    const late = await send();
    sim.clock.advance(hourMs);
    expect((await fetched(late)).status).toBe("sent");
    sim.clock.advance(1000);
    expect(await fetched(late)).toMatchObject({ status: "undelivered", errorCode: 30003 });
    const next = await send();
    sim.clock.advance(2000);
    expect((await fetched(next)).errorCode).toBe(30004);
    const { outcomes } = (await (await sim.control("GET", "/outcomes")).json()) as {
      outcomes: { decided: number; times: number | null }[];
    };
    expect(outcomes).toMatchObject([
      { times: 0, decided: 1, afterMs: hourMs },
      { times: null, decided: 1 },
    ]);
    await sim.control("DELETE", "/outcomes");
    const last = await send();
    sim.clock.advance(2000);
    expect((await fetched(last)).status).toBe("delivered");
  });

  it("let a text stay sent for ever, and be read on a channel", async () => {
    await decide({ to: person, status: "sent" });
    await decide({ to: "+15550002222", status: "read" });
    const sent = await send();
    const read = await send({ to: `whatsapp:+15550002222`, from: `whatsapp:${number}` });
    sim.clock.advance(24 * hourMs);
    expect(await fetched(sent)).toMatchObject({ status: "sent", price: null });
    expect(await fetched(read)).toMatchObject({ status: "read" });
  });

  it.each([
    [{ status: "failed" }, "to"],
    [{ to: "everybody", status: "failed" }, "to"],
    [{ to: "+15559..+15551", status: "failed" }, "to"],
    [{ to: person }, "status"],
    [{ to: person, status: "lost" }, "status"],
    [{ to: person, status: "failed", errorCode: 5 }, "errorCode"],
    [{ to: person, status: "delivered", errorCode: 30003 }, "errorCode"],
    [{ to: person, status: "failed", afterMs: -1 }, "afterMs"],
    [{ to: person, status: "failed", times: 0 }, "times"],
    [{ to: person, status: "failed", number: 1 }, "number"],
  ])("refuse %j, naming the field", async (body, field) => {
    expect(await decide(body)).toMatchObject({ status: 400, body: { error: { field } } });
  });
});
