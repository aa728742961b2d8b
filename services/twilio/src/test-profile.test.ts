import { TransportError } from "@trunkline/service-kit";
import { expect, test } from "vitest";

import type { TwilioProfile } from "./profile-settings.ts";
import { twilioService } from "./service.ts";
import { accountSid, anAnswer, apiKey, aPage, refused, requestId } from "./testing/answers.ts";
import { openFor } from "./testing/run-command.ts";
import { ScriptedTransport, type Turn } from "./testing/scripted-transport.ts";

const account = (status: string) => anAnswer(200, { sid: accountSid, status, type: "Full" });
const judge = async (profile: Partial<TwilioProfile>, ...turns: Turn[]) => {
  const transport = new ScriptedTransport(...turns);
  const verdict = await twilioService.testProfile(openFor(transport, { profile }));
  return { verdict, transport };
};

test("one read of the account proves an Auth Token", async () => {
  const { verdict, transport } = await judge({}, account("active"));
  expect(verdict).toMatchObject({ ok: true, title: "The profile works", hint: null, requestId });
  expect([transport.request.method, transport.request.url]).toEqual([
    "GET",
    `https://api.twilio.com/2010-04-01/Accounts/${accountSid}.json`,
  ]);
});

test("an API key that may not read accounts is proved by listing one message", async () => {
  for (const denied of [refused(401, 20003), refused(403, 20006), anAnswer(403, "")]) {
    const { verdict, transport } = await judge({ apiKey }, denied, aPage([]));
    expect(verdict).toMatchObject({ ok: true, title: "The profile works" });
    expect(transport.query.get("PageSize")).toBe("1");
  }
});

test("says which credential is wrong", async () => {
  expect((await judge({}, refused(401, 20003))).verdict).toMatchObject({
    ok: false,
    title: "Wrong Auth Token",
  });
  const { verdict } = await judge({ apiKey }, refused(401, 20003), refused(401, 20003));
  expect(verdict).toMatchObject({ ok: false, title: "Wrong API Key" });
  const weak = await judge({ apiKey }, refused(403, 20006), refused(403, 20006));
  expect(weak.verdict).toMatchObject({ ok: false, title: "API Key without permission" });
});

test("says that an account is suspended or closed, however Twilio puts it", async () => {
  for (const turn of [
    account("suspended"),
    account("closed"),
    refused(403, 20005),
    refused(403, 20403),
  ]) {
    for (const profile of [{}, { apiKey }]) {
      expect((await judge(profile, turn)).verdict).toMatchObject({
        ok: false,
        title: "Account not active",
      });
    }
  }
});

test("says that an account is unknown", async () => {
  expect((await judge({}, refused(404, 20404))).verdict).toMatchObject({
    ok: false,
    title: "Unknown account",
  });
});

test("recognises test credentials", async () => {
  for (const turn of [refused(403, 20008), anAnswer(403, "")]) {
    expect((await judge({}, turn)).verdict).toMatchObject({ ok: true, title: "Test credentials" });
  }
});

test("names the host that is out of reach", async () => {
  const fault = new TransportError("refused", false);
  const { verdict } = await judge({ baseUrl: "http://127.0.0.1:4110" }, fault, fault, fault);
  expect(verdict).toMatchObject({
    ok: false,
    title: "127.0.0.1:4110 is out of reach",
    requestId: null,
    clockSkewMs: null,
  });
  const edge = await judge({ edge: "sydney" }, fault, fault, fault);
  expect(edge.verdict.title).toContain("api.sydney.us1.twilio.com");
});

test("passes on what else is wrong", async () => {
  expect((await judge({}, anAnswer(200, "<html>"))).verdict).toMatchObject({
    ok: false,
    title: "The answer is of no use",
  });
});

test("tells by how much the clocks differ", async () => {
  // The tests' clock stands at 2026-02-03T09:14:00Z.
  const late = anAnswer(
    200,
    { sid: accountSid, status: "active" },
    { date: "Tue, 03 Feb 2026 09:15:30 GMT" },
  );
  expect((await judge({}, late)).verdict.clockSkewMs).toBe(90_000);
  const refusal = { ...refused(401, 20003), headers: { date: "Tue, 03 Feb 2026 09:13:00 GMT" } };
  expect((await judge({}, refusal)).verdict.clockSkewMs).toBe(-60_000);
});
