import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { aHook, type TestHook } from "./testing/a-hook.ts";
import {
  aSimulator,
  ordinaryAccount,
  pick,
  testAccount,
  type TestSimulator,
} from "./testing/a-simulator.ts";
import { clientFor, officialClient, refusalOf } from "./testing/official-client.ts";

const number = "+15005550006";
const notFound = { code: 20404, status: 404 };

let sim: TestSimulator;

beforeEach(async () => {
  sim = await aSimulator();
});

afterEach(() => sim[Symbol.asyncDispose]());

const client = () => officialClient(sim.simulator);

describe("incoming numbers", () => {
  it("are listed, found, fetched and changed", async () => {
    const [found] = await client().incomingPhoneNumbers.list({ phoneNumber: number, limit: 5 });
    expect(found).toMatchObject({ phoneNumber: number, smsUrl: "", smsMethod: "POST" });
    const { sid } = pick(found);
    await client()
      .incomingPhoneNumbers(sid)
      .update({ smsUrl: "https://example.com/in", smsMethod: "GET", friendlyName: "Desk" });
    expect(await client().incomingPhoneNumbers(sid).fetch()).toMatchObject({
      sid,
      smsUrl: "https://example.com/in",
      smsMethod: "GET",
      friendlyName: "Desk",
      capabilities: { sms: true },
    });
    expect(await client().incomingPhoneNumbers.list({ friendlyName: "Other" })).toEqual([]);
    const wrong = client().incomingPhoneNumbers(sid).update({ smsUrl: "nowhere" });
    expect(await refusalOf(wrong)).toEqual({ code: 21502, status: 400 });
    const missing = client()
      .incomingPhoneNumbers(`PN${"0".repeat(32)}`)
      .fetch();
    expect(await refusalOf(missing)).toEqual(notFound);
  });

  it("are bought, send and are given back", async () => {
    const bought = await client().incomingPhoneNumbers.create({ phoneNumber: "+15557770001" });
    const text = { to: "+15550001111", from: "+15557770001", body: "Hello" };
    expect((await client().messages.create(text)).status).toBe("queued");
    const again = client().incomingPhoneNumbers.create({ phoneNumber: "+15557770001" });
    expect(await refusalOf(again)).toEqual({ code: 21422, status: 400 });
    const byArea = await client().incomingPhoneNumbers.create({ areaCode: "415" });
    expect(byArea.phoneNumber).toMatch(/^\+1415555\d{4}$/);
    expect(await client().incomingPhoneNumbers(bought.sid).remove()).toBe(true);
    expect(await refusalOf(client().messages.create(text))).toEqual({ code: 21606, status: 400 });
  });

  it("come in pages with links both ways", async () => {
    for (let line = 1; line <= 4; line += 1) {
      await client().incomingPhoneNumbers.create({ phoneNumber: `+1555777000${line}` });
    }
    const first = await client().incomingPhoneNumbers.page({ pageSize: 2 });
    const second = await first.nextPage();
    const third = await pick(second).nextPage();
    expect(pick(third).instances.map(({ phoneNumber }) => phoneNumber)).toEqual(["+15557770004"]);
    const back = await pick(third).previousPage();
    expect(pick(back).instances).toHaveLength(2);
    expect(await client().incomingPhoneNumbers.list({ pageSize: 2 })).toHaveLength(5);
  });
});

describe("subaccounts", () => {
  it("are made and listed, and the account acts for them", async () => {
    const made = await client().api.accounts.create({ friendlyName: "Shop" });
    expect(made).toMatchObject({ friendlyName: "Shop", ownerAccountSid: sim.accountSid });
    const all = await client().api.accounts.list({ limit: 10 });
    expect(all.map(({ sid }) => sid)).toEqual([sim.accountSid, made.sid]);
    const { accountSid, authToken } = ordinaryAccount(sim.simulator);
    const acting = clientFor(sim.simulator, accountSid, authToken, made.sid);
    await acting.incomingPhoneNumbers.create({ phoneNumber: "+15557770001" });
    const text = { to: "+15550001111", from: "+15557770001", body: "Hello" };
    const message = await acting.messages.create(text);
    expect(message.accountSid).toBe(made.sid);
    const own = clientFor(sim.simulator, made.sid, made.authToken);
    expect(await own.messages.list({ limit: 5 })).toHaveLength(1);
    expect(await client().messages.list({ limit: 5 })).toEqual([]);
    const upwards = clientFor(sim.simulator, made.sid, made.authToken, accountSid);
    expect(await refusalOf(upwards.messages.list())).toEqual({ code: 20003, status: 401 });
    expect(await refusalOf(own.api.accounts.create())).toEqual({ code: 20006, status: 403 });
  });

  it("that are suspended do nothing until they are active again", async () => {
    const made = await client().api.accounts.create();
    const { accountSid, authToken } = ordinaryAccount(sim.simulator);
    const acting = clientFor(sim.simulator, accountSid, authToken, made.sid);
    const own = clientFor(sim.simulator, made.sid, made.authToken);
    await client().api.accounts(made.sid).update({ status: "suspended" });
    expect(await refusalOf(acting.messages.list())).toEqual({ code: 20005, status: 403 });
    expect(await refusalOf(own.messages.list())).toEqual({ code: 20003, status: 401 });
    await client().api.accounts(made.sid).update({ status: "active" });
    expect(await own.messages.list()).toEqual([]);
    await client().api.accounts(made.sid).update({ status: "closed" });
    const reopened = client().api.accounts(made.sid).update({ status: "active" });
    expect(await refusalOf(reopened)).toEqual({ code: 20006, status: 403 });
  });
});

describe("messaging services", () => {
  it("are made, changed, listed and deleted", async () => {
    const made = await client().messaging.v1.services.create({
      friendlyName: "Alerts",
      inboundRequestUrl: "https://example.com/in",
      useInboundWebhookOnNumber: true,
    });
    const { services } = client().messaging.v1;
    expect(made).toMatchObject({ friendlyName: "Alerts", useInboundWebhookOnNumber: true });
    await services(made.sid).update({ statusCallback: "https://example.com/status" });
    expect(await services(made.sid).fetch()).toMatchObject({
      inboundRequestUrl: "https://example.com/in",
      statusCallback: "https://example.com/status",
      fallbackUrl: null,
    });
    expect(await services.list({ pageSize: 1 })).toHaveLength(2);
    expect(await services(made.sid).remove()).toBe(true);
    expect(await refusalOf(services(made.sid).fetch())).toEqual(notFound);
    const nameless = services.create({ friendlyName: "" });
    expect(await refusalOf(nameless)).toEqual({ code: 20001, status: 400 });
  });

  it("get senders, each in one service only, and send from them", async () => {
    const bought = await client().incomingPhoneNumbers.create({ phoneNumber: "+15557770001" });
    const { services } = client().messaging.v1;
    const made = await services.create({ friendlyName: "Alerts" });
    const send = () =>
      client().messages.create({ to: "+15550001111", messagingServiceSid: made.sid, body: "Hi" });
    expect(await refusalOf(send())).toEqual({ code: 21704, status: 400 });
    const senders = services(made.sid).phoneNumbers;
    await senders.create({ phoneNumberSid: bought.sid });
    const twice = senders.create({ phoneNumberSid: bought.sid });
    expect(await refusalOf(twice)).toEqual({ code: 21710, status: 409 });
    const [demo] = await client().incomingPhoneNumbers.list({ phoneNumber: number });
    const elsewhere = senders.create({ phoneNumberSid: pick(demo).sid });
    expect(await refusalOf(elsewhere)).toEqual({ code: 21712, status: 400 });
    expect(await senders.list()).toMatchObject([{ phoneNumber: "+15557770001" }]);
    expect((await senders(bought.sid).fetch()).serviceSid).toBe(made.sid);
    const message = await send();
    sim.clock.advance(5000);
    expect((await client().messages(message.sid).fetch()).from).toBe("+15557770001");
    expect(await senders(bought.sid).remove()).toBe(true);
    expect(await senders.list()).toEqual([]);
  });

  it("are asked about inbound texts before their numbers, and told about statuses", async () => {
    await using hook: TestHook = await aHook();
    const service = pick(ordinaryAccount(sim.simulator).services[0]).sid;
    await client()
      .messaging.v1.services(service)
      .update({
        inboundRequestUrl: `${hook.url}/service`,
        statusCallback: `${hook.url}/status`,
      });
    const [found] = await client().incomingPhoneNumbers.list({ phoneNumber: number });
    await client()
      .incomingPhoneNumbers(pick(found).sid)
      .update({ smsUrl: `${hook.url}/number` });
    const inbound = { from: "+15550001111", to: number, body: "Hi" };
    await sim.control("POST", "/inbound", inbound);
    sim.clock.advance(200);
    expect((await hook.received(1))[0]?.url).toBe(`${hook.url}/service`);
    await client().messaging.v1.services(service).update({ useInboundWebhookOnNumber: true });
    await sim.control("POST", "/inbound", inbound);
    sim.clock.advance(200);
    expect((await hook.received(2))[1]?.url).toBe(`${hook.url}/number`);
    const text = { to: "+15550001111", messagingServiceSid: service, body: "Hi" };
    await client().messages.create(text);
    sim.clock.advance(5000);
    const told = (await hook.received(5)).slice(2);
    expect(told.map(({ url }) => url)).toEqual(Array(3).fill(`${hook.url}/status`));
    expect(told.map(({ fields }) => fields["MessageStatus"]).toSorted()).toEqual([
      "delivered",
      "queued",
      "sent",
    ]);
  });
});

describe("applications", () => {
  it("lend their status callback and their inbound web hook", async () => {
    await using hook: TestHook = await aHook();
    const made = await client().applications.create({
      friendlyName: "Desk",
      smsUrl: `${hook.url}/in`,
      messageStatusCallback: `${hook.url}/status`,
    });
    expect(await client().applications.list()).toMatchObject([{ sid: made.sid }]);
    const text = { to: "+15550001111", from: number, body: "Hi", applicationSid: made.sid };
    await client().messages.create(text);
    await client().messages.create({ ...text, statusCallback: `${hook.url}/own` });
    sim.clock.advance(5000);
    const told = (await hook.received(4)).map(({ url }) => url);
    expect(told.filter((url) => url === `${hook.url}/status`)).toHaveLength(2);
    expect(told.filter((url) => url === `${hook.url}/own`)).toHaveLength(2);
    const [found] = await client().incomingPhoneNumbers.list({ phoneNumber: number });
    await client().incomingPhoneNumbers(pick(found).sid).update({ smsApplicationSid: made.sid });
    await sim.control("POST", "/inbound", { from: "+15550001111", to: number, body: "Hi" });
    sim.clock.advance(200);
    expect((await hook.received(5))[4]?.url).toBe(`${hook.url}/in`);
    await client().applications(made.sid).update({ smsUrl: "" });
    expect((await client().applications(made.sid).fetch()).smsUrl).toBe("");
    expect(await client().applications(made.sid).remove()).toBe(true);
    expect(await refusalOf(client().applications(made.sid).fetch())).toEqual(notFound);
  });
});

describe("lookups", () => {
  it("tell what a number is, also to test credentials", async () => {
    const found = await client()
      .lookups.v2.phoneNumbers("+14155552671")
      .fetch({ fields: "line_type_intelligence" });
    expect(found).toMatchObject({
      valid: true,
      countryCode: "US",
      nationalFormat: "(415) 555-2671",
      lineTypeIntelligence: { type: "mobile" },
    });
    const { accountSid, authToken } = testAccount(sim.simulator);
    const test = clientFor(sim.simulator, accountSid, authToken);
    const national = test.lookups.v2.phoneNumbers("(415) 555-2671");
    expect((await national.fetch({ countryCode: "US" })).phoneNumber).toBe("+14155552671");
  });

  it.each([
    ["+1415", "TOO_SHORT"],
    ["+1415555267199", "TOO_LONG"],
    ["hello", "NOT_A_NUMBER"],
    ["+0415555267", "INVALID_COUNTRY_CODE"],
  ])("call %s invalid with %s", async (wrong, error) => {
    const found = await client().lookups.v2.phoneNumbers(wrong).fetch();
    expect(found).toMatchObject({ valid: false, validationErrors: [error], countryCode: null });
  });
});

describe("verify", () => {
  const person = "+15550001111";

  async function codeSent(): Promise<string> {
    const [message] = await client().messages.list({ to: person, limit: 1 });
    return pick(/: (\d+)$/.exec(pick(message).body)?.[1]);
  }

  it("sends a code as a text and approves it once", async () => {
    const { sid } = await client().verify.v2.services.create({ friendlyName: "Shop" });
    const service = client().verify.v2.services(sid);
    const started = await service.verifications.create({ to: person, channel: "sms" });
    expect(started).toMatchObject({ status: "pending", valid: false, to: person });
    const code = await codeSent();
    expect(code).toMatch(/^\d{6}$/);
    const wrong = await service.verificationChecks.create({ to: person, code: "none" });
    expect(wrong).toMatchObject({ status: "pending", valid: false });
    const right = await service.verificationChecks.create({ to: person, code });
    expect(right).toMatchObject({ status: "approved", valid: true });
    const late = service.verificationChecks.create({ to: person, code });
    expect(await refusalOf(late)).toEqual(notFound);
    expect((await service.verifications(started.sid).fetch()).status).toBe("approved");
  });

  it("ends after five checks, ten minutes or a cancel", async () => {
    const { sid } = await client().verify.v2.services.create({
      friendlyName: "Shop",
      codeLength: 4,
    });
    const service = client().verify.v2.services(sid);
    const check = (code: string) => service.verificationChecks.create({ to: person, code });
    await service.verifications.create({ to: person, channel: "sms" });
    for (let attempt = 0; attempt < 5; attempt += 1) await check("none");
    expect(await refusalOf(check("none"))).toEqual({ code: 60202, status: 429 });
    await service.verifications.create({ to: person, channel: "sms" });
    const code = await codeSent();
    expect(code).toMatch(/^\d{4}$/);
    sim.clock.advance(600_000);
    expect(await refusalOf(check(code))).toEqual(notFound);
    const third = await service.verifications.create({ to: person, channel: "sms" });
    await service.verifications(third.sid).update({ status: "canceled" });
    expect(await refusalOf(check(await codeSent()))).toEqual(notFound);
    const nobody = service.verifications.create({ to: "me", channel: "sms" });
    expect(await refusalOf(nobody)).toEqual({ code: 60200, status: 400 });
  });
});

describe("small resources", () => {
  it("API keys are listed without their secrets", async () => {
    const [key] = ordinaryAccount(sim.simulator).apiKeys;
    const keys = await client().keys.list();
    expect(keys.map(({ sid }) => sid)).toEqual([pick(key).sid]);
    expect(JSON.stringify(keys)).not.toContain(pick(key).secret);
    expect((await client().keys(pick(key).sid).fetch()).sid).toBe(pick(key).sid);
  });

  it("feedback is taken for a message, and answered", async () => {
    const text = { to: "+15550001111", from: number, body: "Hi", provideFeedback: true };
    const { sid } = await client().messages.create(text);
    const feedback = await client().messages(sid).feedback.create({ outcome: "confirmed" });
    expect(feedback).toMatchObject({ messageSid: sid, outcome: "confirmed" });
    const answer = await sim.call("POST", `/Messages/${sid}/Feedback.json`, { Outcome: "good" });
    expect(await answer.json()).toMatchObject({ code: 20001, status: 400 });
  });

  it("other paths and methods are refused in one shape", async () => {
    const headers = { authorization: sim.authorization };
    const [missing, method, stranger] = await Promise.all([
      fetch(`${sim.url}/v1/Nothing`, { headers }),
      fetch(`${sim.url}/v1/Services`, { method: "PUT", headers }),
      fetch(`${sim.url}/v2/Services`),
    ]);
    expect(await missing.json()).toMatchObject({ code: 20404, status: 404 });
    expect(await method.json()).toMatchObject({ code: 20004, status: 405 });
    expect(await stranger.json()).toMatchObject({ code: 20003, status: 401 });
  });
});
