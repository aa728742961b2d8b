import { describe, expect, it } from "vitest";

import type { Account } from "../accounts/account.ts";
import { Form } from "./form.ts";
import { readMessage } from "./read-message.ts";
import { TwilioError } from "./twilio-error.ts";

const now = Date.UTC(2026, 1, 3, 9, 14, 2);
const poolService = `MG${"a".repeat(32)}`;
const otherService = `MG${"b".repeat(32)}`;
const emptyService = `MG${"c".repeat(32)}`;

const account: Account = {
  accountSid: `AC${"1".repeat(32)}`,
  authToken: "2".repeat(32),
  apiKeys: [],
  numbers: ["+15005550006", "+15005550010", "+15005550011"],
  services: [
    { sid: poolService, senders: ["+15005550006"] },
    { sid: otherService, senders: ["+15005550010"] },
    { sid: emptyService, senders: [] },
  ],
  test: false,
  createdAt: "2026-02-03T00:00:00Z",
};

function read(text: string, fields: Record<string, string> = {}, as: Account = account) {
  const form = new URLSearchParams(text);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readMessage(Form.parse(form.toString()), as, now);
}

function codeOf(text: string, fields: Record<string, string> = {}, as: Account = account): number {
  try {
    read(text, fields, as);
  } catch (error) {
    if (error instanceof TwilioError) return error.code;
    throw error;
  }
  return 0;
}

const plain = "To=%2B15550001111&From=%2B15005550006&Body=Hello";
const byService = `To=%2B15550001111&MessagingServiceSid=${poolService}&Body=Hello`;
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

describe("what a create request is refused for", () => {
  it.each([
    ["no recipient", 21604, "From=%2B15005550006&Body=x"],
    ["an empty recipient", 21604, "To=&From=%2B15005550006&Body=x"],
    ["no sender", 21603, "To=%2B15550001111&Body=x"],
    ["no content", 21602, "To=%2B15550001111&From=%2B15005550006"],
    ["an empty text alone", 21602, "To=%2B15550001111&From=%2B15005550006&Body="],
    ["no content through a service", 21619, `To=%2B15550001111&MessagingServiceSid=${poolService}`],
    ["a malformed service", 21705, "To=%2B15550001111&MessagingServiceSid=MG1&Body=x"],
    [
      "an unknown service",
      21701,
      `To=%2B15550001111&MessagingServiceSid=MG${"d".repeat(32)}&Body=x`,
    ],
    [
      "a service without senders",
      21704,
      `To=%2B15550001111&MessagingServiceSid=${emptyService}&Body=x`,
    ],
  ])("%s is %i", (_what, code, text) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each([
    [21211, { To: "5550001111" }],
    [21211, { To: "+0123456789" }],
    [21211, { To: "+155500011112222333" }],
    [21211, { To: "12345" }],
    [21211, { To: "whatsapp:nobody", From: "whatsapp:+15005550006" }],
    [21212, { From: "+1500" }],
    [21212, { From: "MoreThanElevenChars" }],
    [21606, { From: "+15005559999" }],
    [21606, { From: "12345" }],
    [21266, { To: "+15005550006" }],
    [21612, { From: "Fernhill" }],
    [21612, { From: "whatsapp:+15005550006" }],
    [21617, { Body: "a".repeat(1601) }],
    [21620, { MediaUrl: "example.com/a.png" }],
    [21620, { MediaUrl: "ftp://example.com/a.png" }],
    [21624, { ValidityPeriod: "0" }],
    [21624, { ValidityPeriod: "36001" }],
    [20001, { ValidityPeriod: "soon" }],
    [20001, { ValidityPeriod: "" }],
    [20001, { Attempt: "first" }],
    [20001, { SmartEncoded: "perhaps" }],
    [20001, { RiskCheck: "sometimes" }],
    [20001, { ContentRetention: "burn" }],
    [20001, { ShortenUrls: "true" }],
    [21218, { ApplicationSid: "AP1" }],
    [21609, { StatusCallback: "not a url" }],
    [21609, { StatusCallback: "https://my_host.example.com/" }],
    [21609, { StatusCallback: "" }],
    [21654, { ContentVariables: "{}" }],
    [21655, { ContentSid: "HX1" }],
    [21656, { ContentSid: `HX${"a".repeat(32)}`, ContentVariables: "{" }],
    [21656, { ContentSid: `HX${"a".repeat(32)}`, ContentVariables: '{"1":null}' }],
    [21656, { ContentSid: `HX${"a".repeat(32)}`, ContentVariables: "[]" }],
    [35118, { ScheduleType: "fixed", SendAt: inHours(1) }],
    [35126, { ScheduleType: "floating" }],
  ] as [number, Record<string, string>][])("%i for %j", (code, fields) => {
    expect(codeOf(plain, fields)).toBe(code);
  });

  it.each([
    [21711, { From: "+15005550011" }],
    [21712, { From: "+15005550010" }],
    [21212, { From: "+1" }],
    [35111, { ScheduleType: "fixed" }],
    [35114, { ScheduleType: "fixed", SendAt: "tomorrow" }],
    [35115, { ScheduleType: "fixed", SendAt: inHours(0.08) }],
    [35117, { ScheduleType: "fixed", SendAt: inHours(35 * 24 + 1) }],
  ] as [number, Record<string, string>][])("%i for %j through a service", (code, fields) => {
    expect(codeOf(byService, fields)).toBe(code);
  });

  it("more than ten media files", () => {
    expect(codeOf(`${plain}${"&MediaUrl=https%3A%2F%2Fe.com%2Fa.png".repeat(10)}`)).toBe(0);
    expect(codeOf(`${plain}${"&MediaUrl=https%3A%2F%2Fe.com%2Fa.png".repeat(11)}`)).toBe(21623);
  });
});

describe("what a create request may ask for", () => {
  it("1600 characters, emoji counted as one", () => {
    expect(read(plain, { Body: "👋".repeat(1600) }).numSegments).toBeGreaterThan(40);
  });

  it("a text from an alphanumeric sender outside of North America", () => {
    expect(read(plain, { From: "Fernhill", To: "+4915112345678" }).from).toBe("Fernhill");
  });

  it("a sender out of the service's pool", () => {
    const message = read(byService, { From: "+15005550006" });
    expect(message).toMatchObject({ from: "+15005550006", status: "accepted" });
  });

  it("a WhatsApp message between WhatsApp addresses", () => {
    const fields = { From: "whatsapp:+15005550006", To: "whatsapp:+15550001111" };
    expect(read(plain, { ...fields, Body: "a".repeat(500) }).numSegments).toBe(1);
  });

  it("an MMS without media", () => {
    expect(read(plain, { SendAsMms: "true", Body: "a".repeat(500) })).toMatchObject({
      sid: expect.stringMatching(/^MM/),
      numSegments: 1,
    });
  });

  it("a template, whose sid and variables stand for its text", () => {
    const sid = `HX${"a".repeat(32)}`;
    const fields = { ContentSid: sid, ContentVariables: '{"1":"Ada"}' };
    expect(read(plain, fields).body).toBe(`[${sid} 1=Ada]`);
  });

  it("parameters that it does not know", () => {
    expect(codeOf(plain, { Tags: "{}", Whatever: "1" })).toBe(0);
  });
});

describe("test credentials", () => {
  const test: Account = { ...account, test: true };
  it.each([
    [0, "+15005550006", "+15550001111"],
    [21212, "+15005550001", "+15550001111"],
    [21606, "+15005550007", "+15550001111"],
    [21611, "+15005550008", "+15550001111"],
    [21606, "+15005550010", "+15550001111"],
    [21211, "+15005550006", "+15005550001"],
    [21612, "+15005550006", "+15005550002"],
    [21408, "+15005550006", "+15005550003"],
    [21610, "+15005550006", "+15005550004"],
    [21614, "+15005550006", "+15005550009"],
    [21211, "+15005550006", "nobody"],
  ])("answer %i from %s to %s", (code, from, to) => {
    expect(codeOf(plain, { From: from, To: to }, test)).toBe(code);
  });

  it("know no messaging services", () => {
    expect(codeOf(byService, {}, test)).toBe(21603);
  });

  it("give magic numbers no meaning on an ordinary account", () => {
    expect(codeOf(plain, { To: "+15005550004" })).toBe(0);
  });
});
