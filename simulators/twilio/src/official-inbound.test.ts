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

async function setNumber(settings: Record<string, string>): Promise<void> {
  const client = officialClient(sim.simulator);
  const [found] = await client.incomingPhoneNumbers.list({ phoneNumber: number, limit: 1 });
  await client.incomingPhoneNumbers(pick(found).sid).update(settings);
}

async function write(body: string, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await sim.control("POST", "/inbound", { from: person, to: number, body, ...more });
  expect(answer.status).toBe(201);
  sim.clock.advance(200);
  return ((await answer.json()) as { sid: string }).sid;
}

async function texts(direction: string) {
  const all = await officialClient(sim.simulator).messages.list({ limit: 50 });
  return all.filter((message) => message.direction === direction).toReversed();
}

describe("an inbound text", () => {
  it("is receiving, then received, and tells the number's web hook, signed", async () => {
    await setNumber({ smsUrl: `${hook.url}/in?app=1#rc=2` });
    const answer = await sim.control("POST", "/inbound", {
      from: person,
      to: number,
      body: "Hi é",
    });
    const { sid, status } = (await answer.json()) as { sid: string; status: string };
    expect(status).toBe("receiving");
    sim.clock.advance(200);
    const [request] = await hook.received(1);
    expect(request).toMatchObject({ method: "POST", url: `${hook.url}/in?app=1` });
    expect(hook.isSigned(pick(request), ordinaryAccount(sim.simulator).authToken)).toBe(true);
    const service = pick(ordinaryAccount(sim.simulator).services[0]).sid;
    expect(request?.fields).toMatchObject({
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      SmsStatus: "received",
      AccountSid: sim.accountSid,
      MessagingServiceSid: service,
      From: person,
      To: number,
      Body: "Hi é",
      NumMedia: "0",
      NumSegments: "1",
      ReferralNumMedia: "0",
      ApiVersion: "2010-04-01",
      FromCountry: "US",
    });
    expect(request?.fields).not.toHaveProperty("OptOutType");
    const message = await officialClient(sim.simulator).messages(sid).fetch();
    expect(message).toMatchObject({ direction: "inbound", status: "received", body: "Hi é" });
    expect(message.price).toBeNull();
  });

  it("goes by GET with everything in the signed query, where the number says so", async () => {
    await setNumber({ smsUrl: `${hook.url}/in?app=1`, smsMethod: "GET" });
    await write("Hello there");
    const [request] = await hook.received(1);
    expect(request).toMatchObject({ method: "GET", fields: { app: "1", Body: "Hello there" } });
    expect(hook.isSigned(pick(request), ordinaryAccount(sim.simulator).authToken)).toBe(true);
  });

  it("with pictures is an MM message whose files can be fetched", async () => {
    await setNumber({ smsUrl: hook.url });
    const mediaUrls = ["https://example.com/a.png", "data:image/gif;base64,R0lGODlhAQABAAAAACw="];
    const sid = await write("", { mediaUrls });
    expect(sid).toMatch(/^MM/);
    const [request] = await hook.received(1);
    const { MediaUrl0 = "", MediaUrl1 = "", ...fields } = pick(request).fields;
    expect(fields).toMatchObject({
      NumMedia: "2",
      MediaContentType0: "image/png",
      MediaContentType1: "image/gif",
    });
    const headers = { authorization: sim.authorization };
    expect((await fetch(MediaUrl0)).status).toBe(401);
    const elsewhere = await fetch(MediaUrl0, { headers, redirect: "manual" });
    expect(elsewhere.headers.get("location")).toBe("https://example.com/a.png");
    const here = await fetch(MediaUrl1, { headers });
    expect(here.headers.get("content-type")).toBe("image/gif");
    expect(Buffer.from(await here.arrayBuffer()).toString("base64")).toBe("R0lGODlhAQABAAAAACw=");
    const client = officialClient(sim.simulator);
    const [media] = await client.messages(sid).media.list({ limit: 5 });
    expect(await client.messages(sid).media(pick(media).sid).fetch()).toMatchObject({
      contentType: "image/png",
      parentSid: sid,
    });
    expect(await client.messages(sid).media(pick(media).sid).remove()).toBe(true);
    expect(await refusalOf(client.messages(sid).media(pick(media).sid).fetch())).toEqual({
      code: 20404,
      status: 404,
    });
    expect((await client.messages(sid).fetch()).numMedia).toBe("1");
  });

  it.each([
    [{ to: number, body: "x" }, "from"],
    [{ from: "me", to: number, body: "x" }, "from"],
    [{ from: person, to: "+15559999999", body: "x" }, "to"],
    [{ from: number, to: number, body: "x" }, "from"],
    [{ from: person, to: number }, "body"],
    [{ from: person, to: number, body: 5 }, "body"],
    [{ from: person, to: number, body: "x".repeat(1601) }, "body"],
    [{ from: person, to: number, mediaUrls: "x" }, "mediaUrls"],
    [{ from: person, to: number, mediaUrls: ["ftp://x"] }, "mediaUrls.0"],
    [{ from: person, to: number, body: "x", sid: "y" }, "sid"],
  ])("is refused as %j, naming the field", async (body, field) => {
    const answer = await sim.control("POST", "/inbound", body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { field } });
  });
});

describe("an answer in TwiML", () => {
  it("becomes replies with text, pictures, another recipient and a status callback", async () => {
    await setNumber({ smsUrl: `${hook.url}/in/text` });
    hook.answer = ({ url }) =>
      url.endsWith("/in/text")
        ? twiml(`<?xml version="1.0" encoding="UTF-8"?>
            <Response><!-- two -->
              <Message statusCallback="../status?a=1&amp;b=2">Tom &amp; <![CDATA[<Jerry>]]> &#x1F600;</Message>
              <Message to="+15550002222"><Body>See</Body><Media>/cat.png</Media></Message>
            </Response>`)
        : { status: 204 };
    await write("Hi");
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(2);
    const [first, second] = await texts("outbound-reply");
    expect(first).toMatchObject({ body: "Tom & <Jerry> 😀", to: person, from: number });
    expect(second).toMatchObject({ body: "See", to: "+15550002222", numMedia: "1" });
    sim.clock.advance(5000);
    expect((await texts("outbound-reply")).map(({ status }) => status)).toEqual([
      "delivered",
      "delivered",
    ]);
    const requests = await hook.received(3);
    expect(requests[1]?.url).toBe(`${hook.url}/status?a=1&b=2`);
  });

  it("in plain text is the reply, and an empty one is none", async () => {
    await setNumber({ smsUrl: hook.url });
    hook.answer = ({ fields }) =>
      fields["Body"] === "one"
        ? { status: 200, type: "text/plain", body: "Hello <you>" }
        : { status: 200, type: "text/xml", body: "<Response/>" };
    await write("two");
    await hook.received(1);
    await write("one");
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(1);
    expect(await texts("outbound-reply")).toMatchObject([{ body: "Hello <you>" }]);
  });

  it("stops when two numbers answer each other for ever, until half a minute later", async () => {
    await setNumber({ smsUrl: hook.url });
    hook.answer = () => twiml("<Response><Message>a</Message><Message>b</Message></Response>");
    for (let count = 0; count < 16; count += 1) await write(`text ${count}`);
    await hook.received(16);
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(30);
    const { requests } = (await (await sim.control("GET", "/requests")).json()) as {
      requests: { note: string }[];
    };
    expect(requests.filter(({ note }) => note === "alert 14107")).toHaveLength(2);
    sim.clock.advance(30_000);
    await write("later");
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(32);
  });

  it("sends ten replies at most", async () => {
    await setNumber({ smsUrl: hook.url });
    hook.answer = () => twiml(`<Response>${"<Message>x</Message>".repeat(12)}</Response>`);
    await write("Hi");
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(10);
    expect(await (await sim.control("GET", "/requests?pageSize=50")).json()).toMatchObject({
      requests: expect.arrayContaining([
        expect.objectContaining({ kind: "alert", note: "alert 14109" }),
      ]),
    });
  });

  it.each([
    ["an error", { status: 500, type: "text/xml", body: "<Response/>" }, "11217"],
    ["a cut line", null, "11205"],
    ["a redirect to nowhere", { status: 302 }, "11216"],
    ["what is not XML", { status: 200, type: "text/xml", body: "<Response><Message>" }, "12100"],
    ["a message without content", twiml("<Response><Message/></Response>"), "12200"],
    ["another kind of content", { status: 200, type: "application/json", body: "{}" }, "12300"],
  ])("that is %s makes the fallback be asked, with the code", async (_what, wrong, code) => {
    await setNumber({
      smsUrl: `${hook.url}/in?x=1#rc=0`,
      smsFallbackUrl: `${hook.url}/fallback`,
    });
    hook.answer = ({ url }) =>
      url.endsWith("/fallback") ? twiml("<Response><Message>Sorry</Message></Response>") : wrong;
    await write("Hi");
    await expect.poll(async () => (await texts("outbound-reply")).length).toBe(1);
    const [, request] = await hook.received(2);
    expect(request?.fields).toMatchObject({ ErrorCode: code, ErrorUrl: `${hook.url}/in?x=1` });
    expect(hook.isSigned(pick(request), ordinaryAccount(sim.simulator).authToken)).toBe(true);
  });
});

describe("STOP, START and HELP", () => {
  const send = () =>
    officialClient(sim.simulator).messages.create({ to: person, from: number, body: "News" });
  const service = () => pick(ordinaryAccount(sim.simulator).services[0]).sid;

  it.each(["STOP", " stop ", "Unsubscribe", "CANCEL", "end", "quit", "STOPALL"])(
    "%j stops texts, for the whole service, and is answered once",
    async (word) => {
      await setNumber({ smsUrl: hook.url });
      await write(word);
      const [request] = await hook.received(1);
      expect(request?.fields["OptOutType"]).toBe("STOP");
      await write(word);
      const replies = await texts("outbound-reply");
      expect(replies.map(({ body }) => body)).toEqual([
        expect.stringContaining("successfully been unsubscribed"),
      ]);
      const before = await texts("outbound-api");
      const refused = { code: 21610, status: 400 };
      expect(await refusalOf(send())).toEqual(refused);
      const viaService = officialClient(sim.simulator).messages.create({
        to: person,
        messagingServiceSid: service(),
        body: "News",
      });
      expect(await refusalOf(viaService)).toEqual(refused);
      expect(await texts("outbound-api")).toEqual(before);
      const other = { to: "+15550002222", from: number, body: "News" };
      expect((await officialClient(sim.simulator).messages.create(other)).status).toBe("queued");
    },
  );

  it("START lets texts through again", async () => {
    await write("STOP");
    await write("Unstop");
    expect((await send()).status).toBe("queued");
    expect((await texts("outbound-reply")).map(({ body }) => body)[1]).toContain("re-subscribed");
  });

  it("HELP is answered and changes nothing", async () => {
    await setNumber({ smsUrl: hook.url });
    await write("info");
    const [request] = await hook.received(1);
    expect(request?.fields["OptOutType"]).toBe("HELP");
    expect(await texts("outbound-reply")).toHaveLength(1);
    expect((await send()).status).toBe("queued");
  });

  it.each(["Please stop", "stop it", "stopped", "yes", "the end"])(
    "%j is an ordinary text",
    async (word) => {
      await setNumber({ smsUrl: hook.url });
      await write(word);
      const [request] = await hook.received(1);
      expect(request?.fields).not.toHaveProperty("OptOutType");
      expect((await send()).status).toBe("queued");
    },
  );

  it("a web hook's reply to somebody who said STOP is not sent", async () => {
    await setNumber({ smsUrl: hook.url });
    hook.answer = () => twiml("<Response><Message>But wait</Message></Response>");
    await write("STOP");
    await hook.received(1);
    await write("Hello?");
    await hook.received(2);
    expect((await texts("outbound-reply")).map(({ body }) => body)).toHaveLength(1);
  });
});
