import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  aSimulator,
  deliveredMs,
  ordinaryAccount,
  pick,
  testAccount,
} from "./testing/a-simulator.ts";
import type { TestSimulator } from "./testing/a-simulator.ts";
import { clientFor, officialClient, refusalOf } from "./testing/official-client.ts";

const from = "+15005550006";
const to = "+15550001111";

let sim: TestSimulator;
let client: ReturnType<typeof officialClient>;

beforeEach(async () => {
  sim = await aSimulator();
  client = officialClient(sim.simulator);
});

afterEach(() => sim[Symbol.asyncDispose]());

function serviceSid(): string {
  return pick(ordinaryAccount(sim.simulator).services[0]).sid;
}

describe("create", () => {
  it("answers a queued message with every field and null dates kept null", async () => {
    const message = await client.messages.create({ from, to, body: "Hello" });
    expect(message).toMatchObject({
      from,
      to,
      body: "Hello",
      status: "queued",
      direction: "outbound-api",
      numSegments: "1",
      numMedia: "0",
      price: null,
      priceUnit: "USD",
      dateSent: null,
      errorCode: null,
      messagingServiceSid: null,
    });
    expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(message.dateCreated).toEqual(new Date(sim.clock.now()));
    expect(Object.keys(message.subresourceUris)).toEqual(["media"]);
  });

  it("moves a text through sending and sent to delivered, and prices it late", async () => {
    const { sid } = await client.messages.create({ from, to, body: "Hello" });
    const seen: unknown[] = [];
    for (const ms of [200, 300, 600]) {
      sim.clock.advance(ms);
      const { status, price, dateSent } = await client.messages(sid).fetch();
      seen.push([status, price, dateSent instanceof Date]);
    }
    expect(seen).toEqual([
      ["sending", null, false],
      ["sent", null, true],
      ["delivered", "-0.00830", true],
    ]);
  });

  it("accepts a service's text without a sender and gives it one when it is queued", async () => {
    const created = await client.messages.create({
      messagingServiceSid: serviceSid(),
      to,
      body: "Hello",
    });
    expect(created).toMatchObject({ status: "accepted", from: null, numSegments: "0" });
    sim.clock.advance(100);
    const queued = await client.messages(created.sid).fetch();
    expect(queued).toMatchObject({ status: "queued", from, numSegments: "1" });
  });

  it("takes a service's sid for From as the service", async () => {
    const created = await client.messages.create({ from: serviceSid(), to, body: "Hello" });
    expect(created).toMatchObject({ messagingServiceSid: serviceSid(), from: null });
  });

  it("keeps repeated media URLs and lists them below the message", async () => {
    const mediaUrl = ["https://example.com/a.png", "https://example.com/b.jpg"];
    const created = await client.messages.create({ from, to, mediaUrl });
    expect(created).toMatchObject({ numMedia: "2", body: "" });
    expect(created.sid).toMatch(/^MM/);
    const media = await client.messages(created.sid).media.list({ limit: 10 });
    expect(media.map(({ contentType }) => contentType)).toEqual(["image/png", "image/jpeg"]);
    expect(media[0]).toMatchObject({ parentSid: created.sid });
  });

  it("ends texts to the special numbers as failed or undelivered", async () => {
    const lost = await client.messages.create({ from, to: "+15550000003", body: "Hello" });
    const blocked = await client.messages.create({ from, to: "+15550000007", body: "Hello" });
    sim.clock.advance(deliveredMs);
    expect(await client.messages(lost.sid).fetch()).toMatchObject({
      status: "undelivered",
      errorCode: 30003,
    });
    expect(await client.messages(blocked.sid).fetch()).toMatchObject({
      status: "failed",
      errorCode: 30007,
      dateSent: null,
      price: null,
    });
  });

  it("lets an API key in, with the account in the path", async () => {
    const { accountSid, apiKeys } = ordinaryAccount(sim.simulator);
    const key = pick(apiKeys[0]);
    const keyed = clientFor(sim.simulator, key.sid, key.secret, accountSid);
    const message = await keyed.messages.create({ from, to, body: "Hello" });
    expect(message.accountSid).toBe(accountSid);
  });
});

describe("list", () => {
  async function sendMany(count: number): Promise<string[]> {
    const sids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { sid } = await client.messages.create({ from, to, body: `Text ${index}` });
      sids.unshift(sid);
      sim.clock.advance(1000);
    }
    return sids;
  }

  it("is newest first and walks every page", async () => {
    const sids = await sendMany(7);
    const listed = await client.messages.list({ pageSize: 3 });
    expect(listed.map(({ sid }) => sid)).toEqual(sids);
  });

  it("pages forwards and backwards to the same rows", async () => {
    const sids = await sendMany(7);
    const first = await client.messages.page({ pageSize: 3 });
    const second = pick(await first.nextPage());
    const third = pick(await second.nextPage());
    expect(third.instances.map(({ sid }) => sid)).toEqual(sids.slice(6));
    expect(third.nextPageUrl).toBeUndefined();
    const back = pick(await third.previousPage());
    expect(back.instances.map(({ sid }) => sid)).toEqual(sids.slice(3, 6));
    const start = pick(await back.previousPage());
    expect(start.instances.map(({ sid }) => sid)).toEqual(sids.slice(0, 3));
    expect(start.previousPageUrl).toBeUndefined();
  });

  it("keeps its place when new texts arrive and the last row is deleted during a walk", async () => {
    const sids = await sendMany(5);
    sim.clock.advance(deliveredMs);
    const first = await client.messages.page({ pageSize: 2 });
    await client.messages(pick(sids[1])).remove();
    await client.messages.create({ from, to, body: "In between" });
    const second = pick(await first.nextPage());
    expect(second.instances.map(({ sid }) => sid)).toEqual(sids.slice(2, 4));
  });

  it("filters by recipient and sender and repeats the filters in its links", async () => {
    await sendMany(2);
    await client.messages.create({ from, to: "+15550002222", body: "Other" });
    const page = await client.messages.page({ to, from, pageSize: 1 });
    expect(page.instances).toHaveLength(1);
    expect(page.nextPageUrl).toContain("To=%2B15550001111&From=%2B15005550006&PageSize=1&Page=1");
    expect(await client.messages.list({ to: "+15550002222" })).toHaveLength(1);
    expect(await client.messages.list({ from: "+15005550001" })).toEqual([]);
  });

  it("filters by the time of sending, both ends included, leaving out what is not sent", async () => {
    const [, older] = await sendMany(2);
    sim.clock.advance(deliveredMs);
    await client.messages.create({ from, to, body: "Not sent yet" });
    const { dateSent } = await client.messages(pick(older)).fetch();
    const until = await client.messages.list({ dateSentBefore: dateSent });
    expect(until.map(({ sid }) => sid)).toEqual([older]);
    expect(await client.messages.list({ dateSentAfter: dateSent })).toHaveLength(2);
    expect(await client.messages.list({ dateSent })).toHaveLength(2);
    expect(await client.messages.list({ dateSent: new Date("2026-02-02") })).toEqual([]);
  });
});

describe("update", () => {
  it("redacts a final text and refuses to redact one on its way", async () => {
    const { sid } = await client.messages.create({ from, to, body: "Secret" });
    expect(await refusalOf(client.messages(sid).update({ body: "" }))).toEqual({
      code: 20009,
      status: 409,
    });
    sim.clock.advance(deliveredMs);
    const redacted = await client.messages(sid).update({ body: "" });
    expect(redacted).toMatchObject({ body: "", status: "delivered", to });
  });

  it("cancels a scheduled text, once", async () => {
    const { sid, status } = await client.messages.create({
      messagingServiceSid: serviceSid(),
      to,
      body: "Later",
      scheduleType: "fixed",
      sendAt: new Date(sim.clock.now() + 3_600_000),
    });
    expect(status).toBe("scheduled");
    const canceled = await client.messages(sid).update({ status: "canceled" });
    expect(canceled.status).toBe("canceled");
    sim.clock.advance(4_000_000);
    expect((await client.messages(sid).fetch()).status).toBe("canceled");
    expect(await refusalOf(client.messages(sid).update({ status: "canceled" }))).toEqual({
      code: 30409,
      status: 409,
    });
  });

  it("sends a scheduled text at its time", async () => {
    const { sid } = await client.messages.create({
      messagingServiceSid: serviceSid(),
      to,
      body: "Later",
      scheduleType: "fixed",
      sendAt: new Date(sim.clock.now() + 600_000),
    });
    sim.clock.advance(599_000);
    expect((await client.messages(sid).fetch()).status).toBe("scheduled");
    sim.clock.advance(1000 + deliveredMs);
    expect((await client.messages(sid).fetch()).status).toBe("delivered");
  });

  it.each([{}, { body: "new" }, { body: "", status: "canceled" as const }])(
    "refuses an update that is neither of the two: %j",
    async (wish) => {
      const { sid } = await client.messages.create({ from, to, body: "Hello" });
      const refusal = await refusalOf(client.messages(sid).update(wish));
      expect(refusal).toEqual({ code: 30400, status: 400 });
    },
  );
});

describe("remove", () => {
  it("deletes a final text for good and refuses one on its way", async () => {
    const { sid } = await client.messages.create({ from, to, body: "Hello" });
    sim.clock.advance(500);
    expect(await refusalOf(client.messages(sid).remove())).toEqual({ code: 20009, status: 409 });
    sim.clock.advance(deliveredMs);
    expect(await client.messages(sid).remove()).toBe(true);
    expect(await refusalOf(client.messages(sid).fetch())).toEqual({ code: 20404, status: 404 });
    expect(await refusalOf(client.messages(sid).remove())).toEqual({ code: 20404, status: 404 });
    expect(await client.messages.list()).toEqual([]);
  });
});

describe("sign-in", () => {
  it("refuses a wrong token, and another account's", async () => {
    const { accountSid } = ordinaryAccount(sim.simulator);
    const test = testAccount(sim.simulator);
    const denied = { code: 20003, status: 401 };
    const wrong = clientFor(sim.simulator, accountSid, "0".repeat(32));
    expect(await refusalOf(wrong.messages.list())).toEqual(denied);
    const foreign = clientFor(sim.simulator, test.accountSid, test.authToken, accountSid);
    expect(await refusalOf(foreign.messages.list())).toEqual(denied);
  });

  it("tells about the account", async () => {
    const account = await client.api.v2010.accounts(sim.accountSid).fetch();
    expect(account).toMatchObject({ sid: sim.accountSid, status: "active", type: "Full" });
    expect(account.dateCreated).toBeInstanceOf(Date);
  });
});
