import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, type TestSimulator } from "../../../testing/a-simulator.ts";
import { officialClient } from "../../../testing/official-client.ts";

let sim: TestSimulator;

beforeEach(async () => {
  sim = await aSimulator();
});

afterEach(() => sim[Symbol.asyncDispose]());

async function setClock(body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await sim.control("POST", "/clock", body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function send(): Promise<string> {
  const client = officialClient(sim.simulator);
  const to = { to: "+15550001111", from: "+15005550006", body: "Hello" };
  return (await client.messages.create(to)).sid;
}

async function statusOf(sid: string): Promise<string> {
  return (await officialClient(sim.simulator).messages(sid).fetch()).status;
}

describe("the clock", () => {
  it("is the machine's own to begin with", async () => {
    const answer = await sim.control("GET", "/clock");
    expect(await answer.json()).toEqual({
      mode: "real",
      now: "2026-02-03T09:14:02.000Z",
      factor: 1,
      waiting: 0,
    });
  });

  it("that is stopped keeps texts where they are, until it is moved", async () => {
    await setClock({ mode: "stopped" });
    const sid = await send();
    sim.clock.advance(60_000);
    expect(await statusOf(sid)).toBe("queued");
    await setClock({ advanceMs: 300 });
    expect(await statusOf(sid)).toBe("sending");
    const moved = await setClock({ advanceMs: 5000 });
    expect(moved.body).toMatchObject({ now: "2026-02-03T09:14:07.300Z", factor: 0 });
    expect(await statusOf(sid)).toBe("delivered");
  });

  it("gives every step its own instant when it jumps over them", async () => {
    await setClock({ mode: "stopped" });
    const sid = await send();
    await setClock({ advanceMs: 3_600_000 });
    const message = await officialClient(sim.simulator).messages(sid).fetch();
    expect(message.dateSent).toEqual(new Date("2026-02-03T09:14:02Z"));
    expect(message.dateUpdated).toEqual(new Date("2026-02-03T09:14:03Z"));
  });

  it("that is scaled runs a number of times faster, and goes on from where it was", async () => {
    await setClock({ mode: "scaled", factor: 100 });
    const sid = await send();
    sim.clock.advance(20);
    expect(await statusOf(sid)).toBe("delivered");
    const told = await setClock({ factor: 2 });
    expect(told.body).toMatchObject({ mode: "scaled", now: "2026-02-03T09:14:04.000Z", factor: 2 });
  });

  it("set to an instant goes on from there, and returns to the machine's time", async () => {
    await setClock({ now: "2030-01-01T00:00:00Z" });
    sim.clock.advance(1000);
    expect(await setClock({})).toMatchObject({ body: { now: "2030-01-01T00:00:01.000Z" } });
    expect(await setClock({ mode: "real" })).toMatchObject({
      body: { now: "2026-02-03T09:14:03.000Z" },
    });
  });

  it("set back lets what waits keep its delay", async () => {
    const sid = await send();
    await setClock({ now: "2026-01-01T00:00:00Z" });
    expect(await statusOf(sid)).toBe("queued");
    sim.clock.advance(5000);
    expect(await statusOf(sid)).toBe("delivered");
  });

  it("rules over scheduled texts", async () => {
    await setClock({ mode: "stopped" });
    const service = sim.simulator.accounts[0]?.services[0]?.sid ?? "";
    const message = await officialClient(sim.simulator).messages.create({
      to: "+15550001111",
      messagingServiceSid: service,
      body: "Later",
      scheduleType: "fixed",
      sendAt: new Date("2026-02-04T09:00:00Z"),
    });
    await setClock({ now: "2026-02-04T08:59:59Z" });
    expect(await statusOf(message.sid)).toBe("scheduled");
    await setClock({ advanceMs: 10_000 });
    expect(await statusOf(message.sid)).toBe("delivered");
  });

  it.each([
    [{ mode: "fast" }, "mode"],
    [{ now: "yesterday" }, "now"],
    [{ now: 5 }, "now"],
    [{ advanceMs: -1 }, "advanceMs"],
    [{ advanceMs: "5" }, "advanceMs"],
    [{ now: "2026-02-04T09:00:00Z", advanceMs: 5 }, "advanceMs"],
    [{ mode: "scaled", factor: 0 }, "factor"],
    [{ factor: 5 }, "factor"],
    [{ speed: 5 }, "speed"],
    [[], ""],
  ])("refuses %j, naming the field", async (body, field) => {
    expect(await setClock(body)).toMatchObject({ status: 400, body: { error: { field } } });
  });
});
