import { expect, test } from "vitest";

import { accountSid, aMessage, anAnswer, refused, requestId, sid } from "../testing/answers.ts";
import { problemsOf } from "../testing/problems-of.ts";
import { failureOf, runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const read = (transport: ScriptedTransport) => runCommand("readMessage", { sid }, transport);

test("fetches one message by its SID", async () => {
  const sent = "Tue, 03 Feb 2026 09:14:05 +0000";
  const changes = { status: "undelivered", error_code: 30003, error_message: "x", date_sent: sent };
  const transport = new ScriptedTransport(anAnswer(200, aMessage(changes)));
  expect(await read(transport)).toMatchObject({
    sid,
    status: "undelivered",
    errorCode: 30003,
    dateSent: "2026-02-03T09:14:05.000Z",
  });
  expect(transport.request.url).toBe(
    `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
  );
});

test("gives explicit nulls for whatever an answer leaves out, dates too", async () => {
  const message = await read(new ScriptedTransport(anAnswer(200, { sid })));
  const { sid: _, ...rest } = message as Record<string, unknown>;
  expect(Object.keys(rest)).toHaveLength(19);
  expect(Object.values(rest).every((value) => value === null)).toBe(true);
});

test("keeps counts and price as texts", async () => {
  const changes = { num_segments: 2, num_media: "10", price: "-0.00750" };
  const message = await read(new ScriptedTransport(anAnswer(200, aMessage(changes))));
  expect(message).toMatchObject({ numSegments: "2", numMedia: "10", price: "-0.00750" });
});

test("takes SM and MM SIDs and refuses all else before anything is sent", () => {
  for (const wrong of [undefined, null, "", "SM1", `AC${"0".repeat(32)}`, `${sid}/../Calls`, 5]) {
    expect(problemsOf("readMessage", { sid: wrong })[0]?.path).toBe("sid");
  }
  expect(problemsOf("readMessage", { sid, id: 1 })[0]?.path).toBe("id");
  expect(() => problemsOf("readMessage", { sid: `MM${"aB".repeat(16)}` })).toThrow("accepted");
});

test("says that a message is not there, with Twilio's code, link and request id", async () => {
  expect(await failureOf(read(new ScriptedTransport(refused(404, 20404))))).toEqual({
    code: "SERVICE_REFUSED",
    title: "Not found",
    message: "Twilio has nothing at this address: no such message in this account.",
    hint: "Check the SID, and that the connection's profile is the account that owns it.",
    status: 404,
    twilioCode: 20404,
    moreInfo: "https://www.twilio.com/docs/errors/20404",
    requestId,
    retryable: false,
    outcome: "not-done",
  });
});
