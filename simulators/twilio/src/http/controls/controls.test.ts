import { request } from "node:http";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, type TestSimulator } from "../../testing/a-simulator.ts";

const text = { From: "+15005550006", To: "+15550001111", Body: "Hello" };

let sim: TestSimulator;

beforeEach(async () => {
  sim = await aSimulator();
});

afterEach(() => sim[Symbol.asyncDispose]());

async function send(fields: Record<string, string> = {}): Promise<Response> {
  return sim.call("POST", "/Messages.json", { ...text, ...fields });
}

async function stored(
  query = "",
): Promise<{ messages: { body: string }[]; nextPageToken: string }> {
  return (await sim.control("GET", `/messages${query}`)).json();
}

describe("faults before the work", () => {
  it.each([
    ["too-many-requests", 429, 20429],
    ["error-before", 500, 20500],
  ])("%s answers %i and stores nothing", async (kind, status, code) => {
    await sim.control("POST", "/faults", { kind });
    const answer = await send();
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
    expect((await stored()).messages).toEqual([]);
  });

  it("cut-before ends the connection and stores nothing", async () => {
    await sim.control("POST", "/faults", { kind: "cut-before" });
    await expect(send()).rejects.toThrow("fetch failed");
    expect((await stored()).messages).toEqual([]);
  });

  it("delay-before keeps the request waiting with nothing stored, and then does it", async () => {
    await sim.control("POST", "/faults", { kind: "delay-before", delayMs: 7000 });
    const answer = send();
    await expect.poll(() => sim.clock.waiting).toBe(1);
    sim.clock.advance(6999);
    expect((await stored()).messages).toEqual([]);
    sim.clock.advance(1);
    expect((await answer).status).toBe(201);
  });

  it("delay-before does the work even when the client has given up", async () => {
    await sim.control("POST", "/faults", { kind: "delay-before", delayMs: 7000 });
    const leaving = new AbortController();
    const url = `${sim.url}/2010-04-01/Accounts/${sim.accountSid}/Messages.json`;
    const answer = fetch(url, {
      method: "POST",
      headers: { authorization: sim.authorization },
      body: new URLSearchParams(text),
      signal: leaving.signal,
    });
    await expect.poll(() => sim.clock.waiting).toBe(1);
    leaving.abort();
    await expect(answer).rejects.toThrow("aborted");
    sim.clock.advance(7000);
    await expect.poll(async () => (await stored()).messages.length).toBe(1);
  });
});

describe("faults after the work", () => {
  it("error-after stores and answers 500", async () => {
    await sim.control("POST", "/faults", { kind: "error-after" });
    const answer = await send();
    expect([answer.status, (await answer.json()).code]).toEqual([500, 20500]);
    expect((await stored()).messages).toHaveLength(1);
  });

  it("cut-after stores and ends the connection", async () => {
    await sim.control("POST", "/faults", { kind: "cut-after" });
    await expect(send()).rejects.toThrow("fetch failed");
    expect((await stored()).messages).toHaveLength(1);
  });

  it("not-json stores and answers 201 with a body that is not JSON", async () => {
    await sim.control("POST", "/faults", { kind: "not-json" });
    const answer = await send();
    expect(answer.status).toBe(201);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
    expect((await stored()).messages).toHaveLength(1);
  });

  it("delay-after stores at once and answers late", async () => {
    await sim.control("POST", "/faults", { kind: "delay-after", delayMs: 7000 });
    let isAnswered = false;
    const answer = send().then((response) => {
      isAnswered = true;
      return response;
    });
    await expect.poll(async () => (await stored()).messages.length).toBe(1);
    expect(isAnswered).toBe(false);
    sim.clock.advance(7000);
    expect((await answer).status).toBe(201);
  });

  it("leave refused requests alone and keep their turn for the next one", async () => {
    await sim.control("POST", "/faults", { kind: "error-after", times: 1 });
    expect((await send({ To: "nobody" })).status).toBe(400);
    expect((await send()).status).toBe(500);
    expect((await send()).status).toBe(201);
  });
});

describe("rules", () => {
  it("strike in the order of their making, count down and can be listed", async () => {
    await sim.control("POST", "/faults", { kind: "error-before", times: 1 });
    await sim.control("POST", "/faults", { kind: "too-many-requests", times: 2 });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await send()).status);
    expect(statuses).toEqual([500, 429, 429, 201]);
    const { faults } = await (await sim.control("GET", "/faults")).json();
    expect(faults).toMatchObject([
      { kind: "error-before", times: 0, struck: 1 },
      { kind: "too-many-requests", times: 0, struck: 2 },
    ]);
  });

  it("strike only what they match", async () => {
    const match = { method: "post", path: "/Messages.json" };
    await sim.control("POST", "/faults", { kind: "error-before", match });
    expect((await sim.call("GET", "/Messages.json?PageSize=1")).status).toBe(200);
    expect((await send()).status).toBe(500);
  });

  it("strike with their probability", async () => {
    let next = 0;
    await using dice = await aSimulator({ random: () => (next += 0.4) % 1 });
    await dice.control("POST", "/faults", { kind: "error-before", probability: 0.5 });
    const first = await dice.call("POST", "/Messages.json", text);
    const second = await dice.call("POST", "/Messages.json", text);
    expect([first.status, second.status]).toEqual([500, 201]);
  });

  it("are gone after DELETE, and messages too after a reset", async () => {
    await sim.control("POST", "/faults", { kind: "error-after" });
    await send();
    expect((await sim.control("DELETE", "/faults")).status).toBe(204);
    expect((await send()).status).toBe(201);
    await sim.control("POST", "/faults", { kind: "error-after" });
    expect((await sim.control("POST", "/reset")).status).toBe(204);
    expect((await stored()).messages).toEqual([]);
    expect((await send()).status).toBe(201);
    sim.clock.advance(5000);
    expect((await stored()).messages).toHaveLength(1);
  });

  it("are taken back one at a time", async () => {
    const { id } = await (await sim.control("POST", "/faults", { kind: "error-before" })).json();
    await sim.control("POST", "/faults", { kind: "too-many-requests" });
    expect((await sim.control("DELETE", `/faults/${id}`)).status).toBe(204);
    expect((await send()).status).toBe(429);
    expect((await sim.control("DELETE", `/faults/${id}`)).status).toBe(404);
  });

  it.each([
    ["kind", {}],
    ["kind", { kind: "explode" }],
    ["times", { kind: "cut-after", times: 0 }],
    ["times", { kind: "cut-after", times: 1.5 }],
    ["probability", { kind: "cut-after", probability: 2 }],
    ["probability", { kind: "cut-after", probability: "1" }],
    ["delayMs", { kind: "delay-after", delayMs: -1 }],
    ["often", { kind: "cut-after", often: true }],
    ["match", { kind: "cut-after", match: "POST" }],
    ["match.host", { kind: "cut-after", match: { host: "x" } }],
    ["match.method", { kind: "cut-after", match: { method: 1 } }],
    ["", []],
  ])("name the wrong field %j in %j", async (field, body) => {
    const answer = await sim.control("POST", "/faults", body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatchObject({ field });
  });

  it("refuse what is not JSON", async () => {
    const answer = await fetch(`${sim.url}/simulator/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(answer.status).toBe(400);
  });
});

describe("GET /simulator/messages", () => {
  it("tells everything, oldest first, in pages", async () => {
    for (const Body of ["one", "two", "three"]) await send({ Body });
    const first = await stored("?pageSize=2");
    expect(first.messages.map(({ body }) => body)).toEqual(["one", "two"]);
    const second = await stored(`?pageSize=2&pageToken=${first.nextPageToken}`);
    expect(second.messages.map(({ body }) => body)).toEqual(["three"]);
    expect(second.nextPageToken).toBeNull();
  });

  it("filters by recipient and by text", async () => {
    await send({ Body: "one" });
    await send({ Body: "two", To: "+15550002222" });
    expect((await stored("?to=%2B15550002222")).messages).toMatchObject([{ body: "two" }]);
    expect((await stored("?body=one")).messages).toMatchObject([
      {
        body: "one",
        to: text.To,
        from: text.From,
        status: "queued",
        createdAt: "2026-02-03T09:14:02.000Z",
      },
    ]);
  });

  it.each(["pageSize=0", "pageSize=100001", "pageToken=x", "colour=red", "to=a&to=b"])(
    "refuses ?%s with the field named",
    async (query) => {
      const answer = await sim.control("GET", `/messages?${query}`);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error.field).toBe(query.split("=", 1)[0]);
    },
  );
});

describe("the guard", () => {
  function statusFor(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      request(`${sim.url}${path}`, { headers }, (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });
  }

  it.each([
    { host: "evil.example.com" },
    { host: "127.0.0.1.evil.example.com" },
    { origin: "http://evil.example.com" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ] as Record<string, string>[])("keeps out %j", async (headers) => {
    expect(await statusFor("/simulator/accounts", headers)).toBe(403);
    expect(await statusFor("/simulator/events", headers)).toBe(403);
  });

  it("lets in this machine's names and its own page", async () => {
    const { host, origin } = new URL(sim.url);
    expect(await statusFor("/simulator/accounts", { host: "localhost:4110" })).toBe(200);
    expect(await statusFor("/simulator/accounts", { host: "[::1]:4110" })).toBe(200);
    expect(await statusFor("/simulator/accounts", { host, origin })).toBe(200);
  });

  it("leaves Twilio's API to every host name", async () => {
    const headers = { host: "api.twilio.com", authorization: sim.authorization };
    const path = `/2010-04-01/Accounts/${sim.accountSid}/Messages.json`;
    expect(await statusFor(path, headers)).toBe(200);
  });
});

describe("GET /simulator/accounts", () => {
  it("tells the ordinary account first and the test credentials after it", async () => {
    const { accounts } = await (await sim.control("GET", "/accounts")).json();
    expect(accounts[0]).toEqual({
      accountSid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
      authToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      apiKeys: [{ sid: expect.stringMatching(/^SK/), secret: expect.any(String) }],
      numbers: ["+15005550006"],
      services: [{ sid: expect.stringMatching(/^MG/), senders: ["+15005550006"] }],
      test: false,
    });
    expect(accounts[1]).toMatchObject({ test: true });
  });

  it("answers 404 to unknown controls", async () => {
    expect((await sim.control("GET", "/nothing")).status).toBe(404);
  });
});
