import { expect, test } from "vitest";

import {
  accountSid,
  aMessage,
  anAnswer,
  contentSid,
  created,
  refused,
  serviceSid,
  sid,
} from "../testing/answers.ts";
import { normalOf, problemsOf } from "../testing/problems-of.ts";
import { commandOf, failureOf, runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const text = { fromPhone: "+15005550006", toPhone: "+15558675310", msg: "Hello + you" };
const send = (input: unknown, transport: ScriptedTransport, connection = {}) =>
  runCommand("sendMessage", input, transport, { connection });

test("sends one form-encoded create to the account's Messages and gives the message", async () => {
  const transport = new ScriptedTransport(created());
  const message = await send(text, transport);
  expect(transport.request.method).toBe("POST");
  expect(transport.request.url).toBe(
    `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
  );
  expect(transport.request.body).toBe(
    "To=%2B15558675310&From=%2B15005550006&Body=Hello%20%2B%20you",
  );
  expect(transport.request.timeoutMs).toBe(30_000);
  expect(message).toEqual({
    accountSid,
    apiVersion: "2010-04-01",
    body: "Your parcel is out for delivery.",
    dateCreated: "2026-02-03T09:14:02.000Z",
    dateSent: null,
    dateUpdated: "2026-02-03T09:14:02.000Z",
    direction: "outbound-api",
    errorCode: null,
    errorMessage: null,
    from: "+15005550006",
    messagingServiceSid: null,
    numMedia: "0",
    numSegments: "1",
    price: null,
    priceUnit: "USD",
    sid,
    status: "queued",
    subresourceUris: aMessage()["subresource_uris"],
    to: "+15558675310",
    uri: aMessage()["uri"],
  });
});

test("runs on the server only and must not happen twice", () => {
  expect(commandOf("sendMessage").runsIn).toEqual(["cloud"]);
  expect(commandOf("sendMessage").effect).toBe("once");
});

test("is identified by account and SID", async () => {
  const message = await send(text, new ScriptedTransport(created()));
  expect(commandOf("sendMessage").identify(message)).toEqual({ account: accountSid, sid });
});

test("sends both sender and service of a campaign call", async () => {
  const transport = new ScriptedTransport(created());
  await send({ ...text, fromService: serviceSid }, transport, { defaultSender: "Shop" });
  expect(transport.form.get("From")).toBe("+15005550006");
  expect(transport.form.get("MessagingServiceSid")).toBe(serviceSid);
});

test("fills in the default sender only when both sender and service are missing", async () => {
  const { fromPhone: _, ...bare } = text;
  const byPhone = new ScriptedTransport(created(), created(), created());
  await send(bare, byPhone, { defaultSender: "Shop" });
  expect(byPhone.form.get("From")).toBe("Shop");
  await send({ ...bare, fromService: serviceSid }, byPhone, { defaultSender: "Shop" });
  expect(byPhone.form.has("From")).toBe(false);
  await send(bare, byPhone, { defaultSender: serviceSid });
  expect(byPhone.form.get("MessagingServiceSid")).toBe(serviceSid);
  expect(byPhone.form.has("From")).toBe(false);
});

test("refuses a message without any sender and names every way to give one", () => {
  const [problem, ...others] = problemsOf("sendMessage", { toPhone: "+15558675310", msg: "x" });
  expect(others).toEqual([]);
  expect(problem?.code).toBe("PROPERTY_MISSING");
  expect(problem?.hint).toMatch(/fromPhone.*fromService.*default sender/u);
});

test("takes every kind of sender and recipient", () => {
  for (const fromPhone of [
    "+15005550006",
    "12345",
    "Shop 24",
    "whatsapp:+15005550006",
    "rcs:shop_1",
  ]) {
    expect(normalOf("sendMessage", { ...text, fromPhone })).toMatchObject({ fromPhone });
  }
  for (const toPhone of ["+4915112345678", "whatsapp:+15558675310", "messenger:1234567"]) {
    expect(normalOf("sendMessage", { ...text, toPhone })).toMatchObject({ toPhone });
  }
});

test("refuses senders and recipients of another form without repeating them", () => {
  const wrong = {
    toPhone: [
      "15558675310",
      "+1 555 867 5310",
      "+0155",
      "+1555867531012345",
      "Shop",
      "whatsapp:15",
    ],
    fromPhone: ["+1", "12", "123456789", "TwelveLetters", "Shöp", "+1555867531012345"],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const problems = problemsOf("sendMessage", { ...text, [name]: value });
      expect(problems.map(({ path }) => path)).toEqual([name]);
      expect(JSON.stringify(problems)).not.toContain(value);
    }
  }
});

test("names fromService for a service SID in fromPhone", () => {
  const [problem] = problemsOf("sendMessage", { ...text, fromPhone: serviceSid });
  expect(problem?.hint).toContain("fromService");
});

test("refuses a service SID of another form", () => {
  const [problem] = problemsOf("sendMessage", { ...text, fromService: "MG123" });
  expect(problem?.message).toContain("MG followed by 32 hexadecimal digits");
});

test("refuses a missing recipient, null and empty text included", () => {
  for (const toPhone of [undefined, null, ""]) {
    const [problem] = problemsOf("sendMessage", { ...text, toPhone });
    expect([problem?.path, problem?.code]).toEqual(["toPhone", "PROPERTY_MISSING"]);
  }
});

test("needs a text, media or a content template", () => {
  const { msg: _, ...bare } = text;
  expect(problemsOf("sendMessage", bare)[0]?.hint).toMatch(/msg.*mediaUrl.*contentSid/u);
  expect(problemsOf("sendMessage", { ...text, msg: "" })[0]?.path).toBe("msg");
  for (const customProps of [{ mediaUrl: "https://example.com/a.png" }, { contentSid }]) {
    expect(normalOf("sendMessage", { ...bare, customProps })).toBeTruthy();
  }
});

test("takes a text of 1600 characters, emoji counted once, and refuses a longer one", () => {
  expect(normalOf("sendMessage", { ...text, msg: "a".repeat(1600) })).toBeTruthy();
  expect(normalOf("sendMessage", { ...text, msg: "😀".repeat(1600) })).toBeTruthy();
  for (const msg of ["a".repeat(1601), "😀".repeat(1601)]) {
    const [problem] = problemsOf("sendMessage", { ...text, msg });
    expect(problem?.message).toBe('The property "msg" must be at most 1600 characters long.');
  }
});

test("refuses half characters, which no encoding can carry", () => {
  expect(problemsOf("sendMessage", { ...text, msg: "broken \ud83d" })[0]?.path).toBe("msg");
});

test("names a misspelled property and the nearest right one", () => {
  const [problem] = problemsOf("sendMessage", { ...text, toPhon: "+1" });
  expect(problem?.message).toContain('"toPhon"');
  expect(problem?.hint).toContain('"toPhone"');
  const [inside] = problemsOf("sendMessage", { ...text, customProps: { statusCalback: "x" } });
  expect(inside?.hint).toContain('"statusCallback"');
});

test("refuses customProps that repeat a named input and names that input", () => {
  const cures = {
    to: "toPhone",
    from: "fromPhone",
    body: "msg",
    messagingServiceSid: "fromService",
  };
  for (const [name, cure] of Object.entries(cures)) {
    const [problem] = problemsOf("sendMessage", { ...text, customProps: { [name]: "x" } });
    expect([problem?.path, problem?.code]).toEqual([`customProps.${name}`, "PROPERTY_MISPLACED"]);
    expect(problem?.hint).toContain(`"${cure}"`);
  }
});

test("says where Twilio's own names belong when they stand beside customProps", () => {
  expect(problemsOf("sendMessage", { ...text, to: "+1" })[0]?.hint).toContain('"toPhone"');
  expect(problemsOf("sendMessage", { ...text, mediaUrl: "x" })[0]?.hint).toContain('"customProps"');
});

test("counts nulls and empty texts as absent, everywhere", () => {
  const sparse = {
    ...text,
    fromService: null,
    rawParameters: { Extra: null },
    customProps: { statusCallback: "", mediaUrl: [null, ""], attempt: null, contentVariables: "" },
  };
  expect(normalOf("sendMessage", sparse)).toEqual(text);
  expect(normalOf("sendMessage", { ...text, customProps: null })).toEqual(text);
});

test("brings inputs that mean the same into one form", () => {
  const withProps = (customProps: object) => normalOf("sendMessage", { ...text, customProps });
  const media = "https://example.com/a.png";
  expect(withProps({ mediaUrl: media })).toEqual(withProps({ mediaUrl: [media] }));
  expect(withProps({ contentSid, contentVariables: { b: "2", a: "1" } })).toEqual(
    withProps({ contentSid, contentVariables: '{ "a": "1", "b": "2" }' }),
  );
  const sendAt = "2026-02-03T12:00:00Z";
  expect(withProps({ sendAt: new Date(sendAt) })).toEqual(
    withProps({ sendAt: "2026-02-03T13:00:00.250+01:00", scheduleType: "fixed" }),
  );
});

test("sends content variables as JSON text, from an object or a text", async () => {
  const transport = new ScriptedTransport(created(), created());
  const customProps = { contentSid, contentVariables: { 2: "b", 1: "a" } };
  await send({ ...text, customProps }, transport);
  expect(transport.form.get("ContentVariables")).toBe('{"1":"a","2":"b"}');
  expect(transport.form.get("ContentSid")).toBe(contentSid);
  await send({ ...text, customProps: { contentSid, contentVariables: '{"1":1.10}' } }, transport);
  expect(transport.form.get("ContentVariables")).toBe('{"1":1.10}');
});

test("refuses content variables that are no object, hold null, or lack their template", () => {
  for (const contentVariables of ["not json", "[1]", { a: null }, { a: { b: "c" } }, 5]) {
    const [problem] = problemsOf("sendMessage", {
      ...text,
      customProps: { contentSid, contentVariables },
    });
    expect(problem?.path).toBe("customProps.contentVariables");
  }
  const [problem] = problemsOf("sendMessage", {
    ...text,
    customProps: { contentVariables: { a: "b" } },
  });
  expect(problem?.path).toBe("customProps.contentSid");
});

test("sends one media URL or up to ten, each under its own key", async () => {
  const urls = Array.from({ length: 10 }, (_, index) => `https://example.com/${index}.png`);
  const transport = new ScriptedTransport(created(), created());
  await send({ ...text, customProps: { mediaUrl: urls } }, transport);
  expect(transport.form.getAll("MediaUrl")).toEqual(urls);
  await send({ ...text, customProps: { mediaUrl: urls[0] } }, transport);
  expect(transport.form.getAll("MediaUrl")).toEqual([urls[0]]);
  for (const mediaUrl of [
    [...urls, urls[0]],
    "example.com/a.png",
    ["ftp://example.com/a"],
    "https://a:b:c",
  ]) {
    const problems = problemsOf("sendMessage", { ...text, customProps: { mediaUrl } });
    expect(problems.map(({ path }) => path)).toEqual(["customProps.mediaUrl"]);
  }
});

test("schedules through a service, with the type filled in", async () => {
  const transport = new ScriptedTransport(created({ status: "scheduled" }));
  const customProps = { sendAt: new Date("2026-02-03T09:19:00.900Z") };
  await send({ ...text, fromService: serviceSid, customProps }, transport);
  expect(transport.form.get("SendAt")).toBe("2026-02-03T09:19:00Z");
  expect(transport.form.get("ScheduleType")).toBe("fixed");
});

test("schedules through a service that is the connection's default sender", async () => {
  const transport = new ScriptedTransport(created({ status: "scheduled" }));
  const { fromPhone: _, ...bare } = text;
  const input = { ...bare, customProps: { sendAt: "2026-02-10T00:00:00Z" } };
  await send(input, transport, { defaultSender: serviceSid });
  expect(transport.form.get("MessagingServiceSid")).toBe(serviceSid);
});

test("refuses a scheduled message or short links without a service", () => {
  for (const customProps of [{ sendAt: "2026-02-04T00:00:00Z" }, { shortenUrls: true }]) {
    const [problem] = problemsOf(
      "sendMessage",
      { ...text, customProps },
      { defaultSender: serviceSid },
    );
    expect(problem?.path).toBe("fromService");
  }
});

test("refuses a time to send outside of 300 seconds to 35 days ahead", () => {
  // The tests' clock stands at 2026-02-03T09:14:00Z.
  const at = (sendAt: string) => ({ ...text, fromService: serviceSid, customProps: { sendAt } });
  for (const sendAt of ["2026-02-03T09:18:59Z", "2026-03-10T09:14:01Z", "2020-01-01T00:00:00Z"]) {
    expect(problemsOf("sendMessage", at(sendAt))[0]?.message).toContain("300 seconds");
  }
  for (const sendAt of ["2026-02-03T09:19:00Z", "2026-03-10T09:14:00Z"]) {
    expect(() => problemsOf("sendMessage", at(sendAt))).toThrow("accepted");
  }
});

test("checks the window only once a new attempt begins, so that a repeated key finds its first", () => {
  const late = {
    ...text,
    fromService: serviceSid,
    customProps: { sendAt: "2020-01-01T00:00:00Z" },
  };
  expect(normalOf("sendMessage", late)).toBeTruthy();
});

test("refuses times to send that are no time, and a schedule without one", () => {
  for (const sendAt of [
    "2026-02-30T10:00:00Z",
    "2026-02-10",
    "tomorrow",
    "2026-02-10T25:00:00Z",
    5,
  ]) {
    const input = { ...text, fromService: serviceSid, customProps: { sendAt } };
    expect(problemsOf("sendMessage", input)[0]?.path).toBe("customProps.sendAt");
  }
  const input = { ...text, fromService: serviceSid, customProps: { scheduleType: "fixed" } };
  expect(problemsOf("sendMessage", input)[0]?.path).toBe("customProps.sendAt");
});

test("sends parameters newer than the library exactly as spelled, beside all others", async () => {
  const transport = new ScriptedTransport(created());
  const input = {
    ...text,
    customProps: {
      mediaUrl: ["https://example.com/a.png"],
      smartEncoded: true,
      validityPeriod: 60,
    },
    rawParameters: { Tags: '{"job":"7"}', newFlag: false, Ranks: [1, 2] },
  };
  const message = await send(input, transport);
  expect([...transport.form]).toEqual([
    ["To", "+15558675310"],
    ["From", "+15005550006"],
    ["Body", "Hello + you"],
    ["SmartEncoded", "true"],
    ["ValidityPeriod", "60"],
    ["MediaUrl", "https://example.com/a.png"],
    ["Tags", '{"job":"7"}'],
    ["newFlag", "false"],
    ["Ranks", "1"],
    ["Ranks", "2"],
  ]);
  expect(message).toEqual(await send(text, new ScriptedTransport(created())));
});

test("maps errors of a create with raw parameters like all others", async () => {
  const input = { ...text, rawParameters: { Tags: "{}" } };
  const report = await failureOf(send(input, new ScriptedTransport(refused(400, 21211))));
  expect(report).toMatchObject({ twilioCode: 21211, status: 400, outcome: "not-done" });
  const lost = await failureOf(send(input, new ScriptedTransport(anAnswer(500, "oops"))));
  expect(lost).toMatchObject({ code: "OUTCOME_UNKNOWN", outcome: "unknown", retryable: false });
});

test("refuses raw parameters that repeat a known one, in any spelling, or have no usable name", () => {
  for (const [name, cure] of [
    ["To", "toPhone"],
    ["body", "msg"],
    ["MEDIAURL", "customProps.mediaUrl"],
  ]) {
    const [problem] = problemsOf("sendMessage", { ...text, rawParameters: { [name ?? ""]: "x" } });
    expect(problem?.hint).toContain(`"${cure}"`);
  }
  const problems = problemsOf("sendMessage", { ...text, rawParameters: { "+15558675310": "x" } });
  expect(JSON.stringify(problems)).not.toContain("8675310");
  expect(problemsOf("sendMessage", { ...text, rawParameters: { Tags: { a: "b" } } })[0]?.path).toBe(
    "rawParameters",
  );
});

test("checks the type of every custom property", () => {
  const wrong = {
    addressRetention: "hide",
    applicationSid: "AP1",
    attempt: 0,
    contentRetention: true,
    contentSid: "HX1",
    fallbackFrom: "+",
    forceDelivery: "yes",
    maxPrice: "1",
    messageIntent: "two words",
    persistentAction: 5,
    provideFeedback: 1,
    riskCheck: "off",
    scheduleType: "loose",
    sendAsMms: "true",
    shortenUrls: "true",
    smartEncoded: "true",
    statusCallback: "example.com",
    trafficType: "paid",
    validityPeriod: 36_001,
  };
  for (const [name, value] of Object.entries(wrong)) {
    const problems = problemsOf("sendMessage", { ...text, customProps: { [name]: value } });
    expect(problems[0]?.path).toBe(`customProps.${name}`);
    expect(problems[0]?.code).toBe("PROPERTY_INVALID");
  }
});

test("refuses a status callback whose host name holds an underscore", () => {
  const customProps = { statusCallback: "https://my_host.example.com/status" };
  expect(problemsOf("sendMessage", { ...text, customProps })[0]?.hint).toContain("underscore");
});

test("tells every problem of an input at once", () => {
  const problems = problemsOf("sendMessage", {
    msg: 5,
    toPhone: "x",
    fromPhone: "+",
    extra: 1,
    customProps: { attempt: "1", to: "x" },
  });
  expect(problems.map(({ path }) => path).toSorted()).toEqual([
    "customProps.attempt",
    "customProps.to",
    "extra",
    "fromPhone",
    "msg",
    "toPhone",
  ]);
});
