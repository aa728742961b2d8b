import { expect, test } from "vitest";

import { accountSid, aMessage, created, serviceSid } from "../testing/answers.ts";
import { runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const text = { fromPhone: "+15005550006", toPhone: "+15558675310", msg: "Hello + you" };

test("sends one form-encoded create to the account's Messages and gives the message", async () => {
  const transport = new ScriptedTransport(created());
  const message = await runCommand("sendMessage", text, transport);
  expect(transport.request.method).toBe("POST");
  expect(transport.request.url).toBe(
    `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
  );
  expect(transport.request.body).toBe(
    "To=%2B15558675310&From=%2B15005550006&Body=Hello%20%2B%20you",
  );
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
    sid: aMessage()["sid"],
    status: "queued",
    subresourceUris: aMessage()["subresource_uris"],
    to: "+15558675310",
    uri: aMessage()["uri"],
  });
});

test("sends both sender and service of a campaign call", async () => {
  const transport = new ScriptedTransport(created());
  await runCommand("sendMessage", { ...text, fromService: serviceSid }, transport);
  expect(transport.form.get("From")).toBe("+15005550006");
  expect(transport.form.get("MessagingServiceSid")).toBe(serviceSid);
});
