import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aHook, type TestHook, twiml } from "./testing/a-hook.ts";
import { aSimulator, ordinaryAccount, pick, type TestSimulator } from "./testing/a-simulator.ts";
import { officialClient, refusalOf } from "./testing/official-client.ts";

const number = "+15005550006";
const person = "+15550001111";

let sim: TestSimulator;
let hook: TestHook;

beforeEach(async () => {
  [sim, hook] = await Promise.all([aSimulator(), aHook()]);
});

afterEach(async () => {
  await sim[Symbol.asyncDispose]();
  await hook[Symbol.asyncDispose]();
});

const client = () => officialClient(sim.simulator);

function send(more: Record<string, unknown> = {}) {
  return client().messages.create({ to: person, from: number, body: "Hello", ...more });
}

async function fault(rule: Record<string, unknown>): Promise<void> {
  const answer = await sim.control("POST", "/faults", rule);
  expect(answer.status).toBe(201);
}

interface Seen {
  readonly sid: string;
  readonly foreign: boolean;
  readonly status: string;
}

async function stored(): Promise<Seen[]> {
  const answer = await sim.control("GET", "/messages");
  return ((await answer.json()) as { messages: Seen[] }).messages;
}

async function faults(): Promise<{ kind: string; struck: number; times: number | null }[]> {
  const answer = await sim.control("GET", "/faults");
  return ((await answer.json()) as { faults: [] }).faults;
}

describe("list-lag", () => {
  it("shows a message in lists only after its delay, and by its sid at once", async () => {
    await fault({ kind: "list-lag", delayMs: 8000, times: 1 });
    const late = await send();
    const next = await send();
    const sids = async () => (await client().messages.list({ to: person })).map(({ sid }) => sid);
    expect(await sids()).toEqual([next.sid]);
    expect((await client().messages(late.sid).fetch()).sid).toBe(late.sid);
    expect(await stored()).toHaveLength(2);
    sim.clock.advance(7999);
    expect(await sids()).toEqual([next.sid]);
    sim.clock.advance(1);
    expect(await sids()).toEqual([next.sid, late.sid]);
    expect(await faults()).toMatchObject([{ kind: "list-lag", struck: 1, times: 0 }]);
  });
});

describe("foreign-twin", () => {
  it("puts an equal text of somebody else beside the one that is sent", async () => {
    await fault({ kind: "foreign-twin" });
    const own = await send({ statusCallback: hook.url });
    const all = await client().messages.list({ to: person, from: number });
    expect(all.map(({ body }) => body)).toEqual(["Hello", "Hello"]);
    sim.clock.advance(5000);
    const seen = await stored();
    expect(seen.map(({ sid, foreign }) => [sid === own.sid, foreign])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(seen.map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    const told = await hook.received(2);
    expect(new Set(told.map(({ fields }) => fields["MessageSid"]))).toEqual(new Set([own.sid]));
  });

  it("is there also when the text itself was never stored", async () => {
    await fault({ kind: "foreign-twin", times: 1 });
    await fault({ kind: "error-before", times: 1 });
    expect(await refusalOf(send())).toEqual({ code: 20500, status: 500 });
    expect(await stored()).toMatchObject([{ foreign: true }]);
  });

  it("goes with faults that spoil the answer", async () => {
    await fault({ kind: "foreign-twin" });
    await fault({ kind: "list-lag", delayMs: 1000 });
    await fault({ kind: "cut-after" });
    await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await stored()).toHaveLength(2);
    sim.clock.advance(1000);
    expect((await faults()).map(({ struck }) => struck)).toEqual([1, 1, 1]);
  });
});

describe("answers", () => {
  /** Moves the clock on, again and again, until the call is over. */
  async function passTime<Value>(call: Promise<Value>): Promise<Value> {
    let isOver = false;
    const ended = call.finally(() => (isOver = true));
    ended.catch(() => undefined);
    await expect
      .poll(
        () => {
          sim.clock.advance(200);
          return isOver;
        },
        { interval: 5, timeout: 5000 },
      )
      .toBe(true);
    return ended;
  }

  it("with slow-headers come line by line, and are whole in the end", async () => {
    await fault({ kind: "slow-headers", delayMs: 3000 });
    const startedAt = sim.clock.now();
    expect((await passTime(send())).status).toBe("queued");
    expect(sim.clock.now() - startedAt).toBeGreaterThanOrEqual(3000);
  });

  it("with drip-body come in pieces, and are whole in the end", async () => {
    await fault({ kind: "drip-body", delayMs: 3000 });
    const startedAt = sim.clock.now();
    expect((await passTime(send())).body).toBe("Hello");
    expect(sim.clock.now() - startedAt).toBeGreaterThanOrEqual(3000);
  });

  it("with wrong-content-length end too early, though the text is stored", async () => {
    await fault({ kind: "wrong-content-length", times: 1 });
    await expect(send()).rejects.toThrow(/aborted|ECONNRESET/);
    expect(await stored()).toHaveLength(1);
    expect((await send()).status).toBe("queued");
  });
});

describe("calls to web hooks", () => {
  const token = () => ordinaryAccount(sim.simulator).authToken;
  const statuses = () => hook.requests.map(({ fields }) => fields["MessageStatus"]);

  it("with callback-delay come late on the clock", async () => {
    await fault({ kind: "callback-delay", delayMs: 60_000, times: 2 });
    await send({ statusCallback: hook.url });
    sim.clock.advance(5000);
    await send({ statusCallback: `${hook.url}/second` });
    sim.clock.advance(5000);
    await hook.received(2);
    expect(hook.requests.map(({ url }) => url)).toEqual(Array(2).fill(`${hook.url}/second`));
    sim.clock.advance(60_000);
    await hook.received(4);
  });

  it("with callback-double come twice with one token", async () => {
    await fault({ kind: "callback-double", match: { path: "/status" } });
    await send({ statusCallback: `${hook.url}/status?a=1` });
    sim.clock.advance(500);
    const [first, second] = await hook.received(2);
    expect(statuses()).toEqual(["sent", "sent"]);
    const name = "i-twilio-idempotency-token";
    expect(pick(first).headers[name]).toBe(pick(second).headers[name]);
  });

  it("with callback-reorder come after the next one, or after the delay", async () => {
    await fault({ kind: "callback-reorder", times: 1 });
    await send({ statusCallback: hook.url });
    sim.clock.advance(2000);
    await hook.received(2);
    expect(statuses()).toEqual(["delivered", "sent"]);
    await fault({ kind: "callback-reorder", times: 1, delayMs: 10_000 });
    await sim.control("POST", "/outcomes", { to: person, status: "sent" });
    await send({ statusCallback: hook.url });
    sim.clock.advance(9000);
    expect(statuses()).toHaveLength(2);
    sim.clock.advance(10_000);
    await hook.received(3);
  });

  it("with callback-drop never come", async () => {
    await fault({ kind: "callback-drop", times: 1 });
    await send({ statusCallback: hook.url });
    sim.clock.advance(5000);
    await hook.received(1);
    expect(statuses()).toEqual(["delivered"]);
    expect(await faults()).toMatchObject([{ kind: "callback-drop", struck: 1 }]);
  });

  it("with callback-bad-signature do not pass the check of the official library", async () => {
    await fault({ kind: "callback-bad-signature", times: 1 });
    await send({ statusCallback: `${hook.url}/status` });
    sim.clock.advance(500);
    await hook.received(1);
    sim.clock.advance(5000);
    const signed = (await hook.received(2)).map((request) => hook.isSigned(request, token()));
    expect(signed).toEqual([false, true]);
  });

  it("about inbound texts are struck too", async () => {
    const [found] = await client().incomingPhoneNumbers.list({ phoneNumber: number });
    await client().incomingPhoneNumbers(pick(found).sid).update({ smsUrl: hook.url });
    hook.answer = () => twiml("<Response/>");
    await fault({ kind: "callback-double", times: 1 });
    await sim.control("POST", "/inbound", { from: person, to: number, body: "Hi" });
    sim.clock.advance(500);
    const [first, second] = await hook.received(2);
    expect(pick(first).fields).toEqual(pick(second).fields);
  });

  it("are tried again as their URL says, with one token, on the clock", async () => {
    hook.answer = () => ({ status: 503 });
    await send({ statusCallback: `${hook.url}/status#rc=3&rp=5xx` });
    sim.clock.advance(500);
    await hook.received(1);
    expect(statuses()).toEqual(["sent"]);
    await expect
      .poll(() => {
        sim.clock.advance(1000);
        return hook.requests.length;
      })
      .toBe(8);
    const tries = new Map<string, number>();
    for (const { headers } of hook.requests) {
      const idempotencyToken = String(headers["i-twilio-idempotency-token"]);
      tries.set(idempotencyToken, (tries.get(idempotencyToken) ?? 0) + 1);
    }
    expect([...tries.values()]).toEqual([4, 4]);
  });
});

describe("chance", () => {
  it("of a rule with a seed is the same in every run", async () => {
    const run = async () => {
      await sim.control("DELETE", "/faults");
      await fault({ kind: "too-many-requests", probability: 0.5, seed: 7 });
      const answers: number[] = [];
      for (let count = 0; count < 12; count += 1) {
        const text = { To: person, From: number, Body: "Hello" };
        answers.push((await sim.call("POST", "/Messages.json", text)).status);
      }
      return answers;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([201, 429]));
    expect(await run()).toEqual(first);
  });

  it("refuses a seed that is not a whole number", async () => {
    const answer = await sim.control("POST", "/faults", { kind: "list-lag", seed: 0.5 });
    expect(await answer.json()).toMatchObject({ error: { field: "seed" } });
  });
});

describe("the log of requests", () => {
  it("tells the last ones, newest first, with accounts and numbers masked", async () => {
    await fault({ kind: "cut-after", times: 1, match: { method: "DELETE" } });
    const { sid } = await send({ statusCallback: `${hook.url}/status?to=${person}` });
    sim.clock.advance(5000);
    await hook.received(2);
    await client().lookups.v2.phoneNumbers(person).fetch();
    await expect(client().messages(sid).remove()).rejects.toMatchObject({ code: "ECONNRESET" });
    const path = `/2010-04-01/Accounts/${sim.accountSid.slice(0, 6)}…/Messages`;
    await expect
      .poll(async () => {
        const answer = await sim.control("GET", "/requests");
        const { requests } = (await answer.json()) as { requests: object[] };
        expect(JSON.stringify(requests)).not.toContain(person.slice(1));
        expect(JSON.stringify(requests)).not.toContain(sim.accountSid);
        return requests;
      })
      .toMatchObject([
        { kind: "api", method: "DELETE", status: null, note: "cut-after" },
        { kind: "api", method: "GET", status: 200, path: "/v2/PhoneNumbers/…" },
        { kind: "callback", method: "POST", status: 204, path: `${hook.url}/status` },
        { kind: "callback", method: "POST", status: 204, path: `${hook.url}/status` },
        { kind: "api", method: "POST", status: 201, path: `${path}.json`, note: "" },
      ]);
    const wrong = await sim.control("GET", "/requests?pageSize=0");
    expect(await wrong.json()).toMatchObject({ error: { field: "pageSize" } });
  });
});
