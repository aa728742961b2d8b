import { connect } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aSimulator, basic, testAccount, type TestSimulator } from "../../testing/a-simulator.ts";

const text = { From: "+15005550006", To: "+15550001111", Body: "Hello" };

let sim: TestSimulator;

beforeEach(async () => {
  sim = await aSimulator();
});

afterEach(() => sim[Symbol.asyncDispose]());

/** Sends raw bytes and resolves with everything that comes back until the other side ends. */
function rawRequest(bytes: string | Buffer, endAfterMs?: number): Promise<string> {
  const { hostname, port } = new URL(sim.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      answer += String(chunk);
      if (endAfterMs === undefined) socket.end();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    if (endAfterMs !== undefined) setTimeout(() => socket.destroy(), endAfterMs);
  });
}

function postHead(path: string, headers: string[]): string {
  const lines = [`POST ${path} HTTP/1.1`, "Host: x", `Authorization: ${sim.authorization}`];
  return [...lines, ...headers, "", ""].join("\r\n");
}

async function isAlive(): Promise<boolean> {
  return (await fetch(`${sim.url}/healthz`)).status === 200;
}

describe("answers", () => {
  it("carry Twilio's headers", async () => {
    const { headers } = await sim.call("GET", "/Messages.json");
    expect(headers.get("twilio-request-id")).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(headers.get("twilio-request-duration")).toMatch(/^\d+\.\d{3}$/);
    expect(headers.get("twilio-concurrent-requests")).toBe("1");
    expect(headers.get("x-api-domain")).toBe("api.twilio.com");
    expect(headers.get("content-type")).toContain("application/json");
  });

  it("have all twenty fields of a message, and the feedback link after the first answer", async () => {
    const created = await (await sim.call("POST", "/Messages.json", text)).json();
    expect(Object.keys(created)).toHaveLength(20);
    const read = await (await sim.call("GET", `/Messages/${created.sid}.json`)).json();
    expect(Object.keys(created.subresource_uris)).toEqual(["media"]);
    expect(Object.keys(read.subresource_uris)).toEqual(["media", "feedback"]);
  });

  it("have the error's code, message, link and status", async () => {
    const answer = await sim.call("POST", "/Messages.json", { ...text, To: "nobody" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      code: 21211,
      message: "The 'To' number is not a valid phone number",
      more_info: "https://www.twilio.com/docs/errors/21211",
      status: 400,
    });
  });

  it("to a delete are 204 and empty", async () => {
    const { sid } = await (await sim.call("POST", "/Messages.json", text)).json();
    sim.clock.advance(5000);
    const answer = await sim.call("DELETE", `/Messages/${sid}.json`);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  });
});

describe("sign-in", () => {
  it.each([
    ["no credentials", () => ({})],
    ["another scheme", () => ({ authorization: "Bearer abc" })],
    ["no colon", () => ({ authorization: `Basic ${Buffer.from("abc").toString("base64")}` })],
    ["bytes that are no text", () => ({ authorization: "Basic /////w==" })],
    ["an empty password", () => ({ authorization: basic(sim.accountSid, "") })],
  ])("refuses %s with 20003", async (_what, headers: () => Record<string, string>) => {
    const url = `${sim.url}/2010-04-01/Accounts/${sim.accountSid}/Messages.json`;
    const answer = await fetch(url, { headers: headers() });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 20003, detail: "Authenticate", status: 401 });
  });

  it("lets test credentials send, storing nothing, and refuses them everything else", async () => {
    const { accountSid, authToken } = testAccount(sim.simulator);
    const url = `${sim.url}/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const headers = { authorization: basic(accountSid, authToken) };
    const sent = await fetch(url, { method: "POST", headers, body: new URLSearchParams(text) });
    expect(sent.status).toBe(201);
    const list = await fetch(url, { headers });
    expect([list.status, (await list.json()).code]).toEqual([403, 20008]);
    const stored = await (await sim.control("GET", "/messages")).json();
    expect(stored.messages).toEqual([]);
  });
});

describe("paths", () => {
  it.each([
    "/2010-04-01/Accounts/AC123/Messages.json",
    "/2010-04-01/Nothing.json",
    "/2010-04-01/Accounts/AC123.json",
  ])("%s is 20404 without a look at the credentials", async (path) => {
    const answer = await fetch(`${sim.url}${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      code: 20404,
      message: expect.stringContaining(path),
    });
  });

  it("are case sensitive", async () => {
    expect((await sim.call("GET", "/messages.json")).status).toBe(404);
  });

  it("answer 20004 to a method that they don't have", async () => {
    const answer = await sim.call("PUT", "/Messages.json");
    expect([answer.status, (await answer.json()).code]).toEqual([405, 20004]);
  });
});

describe("list parameters", () => {
  it("clamp PageSize to 1000", async () => {
    const page = await (await sim.call("GET", "/Messages.json?PageSize=5000")).json();
    expect(page).toMatchObject({ page_size: 1000, page: 0, start: 0, end: 0, messages: [] });
    expect(page.next_page_uri).toBeNull();
    expect(page.previous_page_uri).toBeNull();
  });

  it.each([
    "PageSize=0",
    "PageSize=-1",
    "PageSize=many",
    "Page=x",
    "PageToken=PASM123",
    "DateSent=%3E=2026-01-02",
    "DateSent%3C=soon",
  ])("are refused with 20001: %s", async (query) => {
    const answer = await sim.call("GET", `/Messages.json?${query}`);
    expect([answer.status, (await answer.json()).code]).toEqual([400, 20001]);
  });

  it("number rows across pages and keep the filters in every link", async () => {
    for (let count = 0; count < 5; count += 1) await sim.call("POST", "/Messages.json", text);
    const filter = "To=%2B15550001111&PageSize=2";
    const first = await (await sim.call("GET", `/Messages.json?${filter}`)).json();
    const second = await (
      await fetch(sim.url + first.next_page_uri, { headers: { authorization: sim.authorization } })
    ).json();
    expect(first.next_page_uri).toContain(`${filter}&Page=1&PageToken=PASM`);
    expect(second).toMatchObject({ page: 1, start: 2, end: 3 });
    expect(second.previous_page_uri).toMatch(/PageSize=2&Page=0$/);
    expect(second.first_page_uri).toMatch(/PageSize=2&Page=0$/);
  });
});

describe("malformed requests", () => {
  it("treat a JSON body as if nothing had been sent", async () => {
    const answer = await fetch(`${sim.url}/2010-04-01/Accounts/${sim.accountSid}/Messages.json`, {
      method: "POST",
      headers: { authorization: sim.authorization, "content-type": "application/json" },
      body: JSON.stringify(text),
    });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 21604]);
  });

  it.each([
    "%",
    "To=%zz&From=%ff%fe",
    "&&&==&",
    "To[1]=x",
    "__proto__=1&constructor=2",
    "\u0000\u0001",
  ])("with the body %j get an error of Twilio's shape", async (body) => {
    const answer = await fetch(`${sim.url}/2010-04-01/Accounts/${sim.accountSid}/Messages.json`, {
      method: "POST",
      headers: {
        authorization: sim.authorization,
        "content-type": "application/x-www-form-urlencoded",
      },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: expect.any(Number), status: 400 });
  });

  it("with bytes that are not UTF-8 are read with replacement characters", async () => {
    const answer = await fetch(`${sim.url}/2010-04-01/Accounts/${sim.accountSid}/Messages.json`, {
      method: "POST",
      headers: {
        authorization: sim.authorization,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: Buffer.from("To=%2B15550001111&From=%2B15005550006&Body=\u00ff\u00fe", "latin1"),
    });
    expect(answer.status).toBe(201);
    expect((await answer.json()).body).toBe("\ufffd\ufffd");
  });

  it("that are huge get 413 and leave the simulator alive", async () => {
    const answer = await sim.call("POST", "/Messages.json", {
      ...text,
      Body: "a".repeat(2_000_000),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 20001, status: 413 });
    expect(await isAlive()).toBe(true);
  });

  it("with more names than any form has are read as far as they go", async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`n${index}`, "1"]));
    expect((await sim.call("POST", "/Messages.json", many)).status).toBe(400);
  });

  it.each([
    ["a length that is too long", ["Content-Length: 500"]],
    ["a length that is not a number", ["Content-Length: many"]],
    ["a broken chunk", ["Transfer-Encoding: chunked"]],
  ])("that break off or lie leave the simulator alive: %s", async (_what, headers) => {
    const path = `/2010-04-01/Accounts/${sim.accountSid}/Messages.json`;
    const form = "Content-Type: application/x-www-form-urlencoded";
    await rawRequest(`${postHead(path, [form, ...headers])}zz\r\nTo=%2B1555`, 100);
    expect(await isAlive()).toBe(true);
    const stored = await (await sim.control("GET", "/messages")).json();
    expect(stored.messages).toEqual([]);
  });

  it.each([
    "GARBAGE\r\n\r\n",
    "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
    "\u0016\u0003\u0001\r\n\r\n",
  ])("that are not HTTP get 400: %j", async (bytes) => {
    expect(await rawRequest(bytes)).toContain(" 400 ");
    expect(await isAlive()).toBe(true);
  });
});

describe("concurrency", () => {
  it("counts requests in flight and refuses those above the limit with 20429", async () => {
    await using small = await aSimulator({ maxConcurrent: 1 });
    await small.control("POST", "/faults", { kind: "delay-before", delayMs: 1000, times: 1 });
    const slow = small.call("POST", "/Messages.json", text);
    await expect.poll(() => small.clock.waiting).toBe(1);
    const refused = await small.call("POST", "/Messages.json", text);
    expect([refused.status, (await refused.json()).code]).toEqual([429, 20429]);
    expect(refused.headers.get("twilio-concurrent-requests")).toBe("2");
    small.clock.advance(1000);
    expect((await slow).status).toBe(201);
    await expect.poll(async () => (await small.call("GET", "/Messages.json")).status).toBe(200);
  });
});
