import { expect, it } from "vitest";

import { makeOutbound } from "../../inbound/make-messages.ts";
import type { Message } from "../../store/message.ts";
import { messageJson } from "./message-json.ts";
import { messageText } from "./message-text.ts";

const accountSid = `AC${"1".repeat(32)}`;

function aMessage(changes: Partial<Message>): Message {
  const parts = { accountSid, to: "+15550001111", from: "+15005550006", body: "Hello" };
  const rest = {
    media: [],
    messagingServiceSid: null,
    statusCallback: null,
    now: 1_770_000_000_000,
  };
  return { seq: 1, ...makeOutbound({ ...parts, ...rest }), ...changes };
}

it.each<Partial<Message>>([
  {},
  { from: null, messagingServiceSid: `MG${"2".repeat(32)}`, status: "accepted", numSegments: 0 },
  { sentAt: 1_770_000_001_000, price: "-0.00830", status: "delivered" },
  { errorCode: 30_003, errorMessage: 'Not "there"\\', status: "undelivered" },
  { body: Array.from({ length: 0x500 }, (_, code) => String.fromCharCode(code)).join("") },
  { body: "👍 \ud800 \u2028 \u2029", to: 'whatsapp:+1"', from: "ACME \\ Co" },
  { media: [{ sid: "ME1", url: "https://example.com/a.png", contentType: "image/png" }] },
])("is the same text as that of the message's JSON: %j", (changes) => {
  const message = aMessage(changes);
  expect(messageText(message)).toBe(JSON.stringify(messageJson(message)));
});
