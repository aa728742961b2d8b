import { expectLike, expectRefusal, present } from "../expect.ts";
import { type Check, deliveredMs, ourNumber, person, text } from "./check.ts";

const hour = 3_600_000;

/** Making, reading, changing and deleting messages. */
export const messageChecks: readonly Check[] = [
  {
    name: "a text is queued, sent and delivered, and its price comes late",
    async run({ client, pass }) {
      const made = await client.messages.create(text);
      expectLike(made, { sid: /^SM[0-9a-f]{32}$/, status: "queued", price: null, ...text });
      await pass(deliveredMs);
      const message = await client.messages(made.sid).fetch();
      expectLike(message, { status: "delivered", price: /^-0\.\d+$/, numSegments: "1" });
    },
  },
  {
    name: "a phone that is off: undelivered, 30003",
    async run({ client, pass }) {
      const { sid } = await client.messages.create({ ...text, to: "+15550000003" });
      await pass(deliveredMs);
      const message = await client.messages(sid).fetch();
      expectLike(message, { status: "undelivered", errorCode: 30003 });
    },
  },
  {
    name: "a filtered text: failed, 30007",
    async run({ client, pass }) {
      const { sid } = await client.messages.create({ ...text, to: "+15550000007" });
      await pass(deliveredMs);
      const message = await client.messages(sid).fetch();
      expectLike(message, { status: "failed", errorCode: 30007, price: null });
    },
  },
  {
    name: "parts are counted in GSM-7 and in UCS-2",
    async run({ client }) {
      const parts = async (body: string) =>
        (await client.messages.create({ ...text, body })).numSegments;
      const bodies = [
        "a".repeat(160),
        "a".repeat(161),
        "я".repeat(70),
        "я".repeat(71),
        "€".repeat(80),
      ];
      expectLike(await Promise.all(bodies.map(parts)), ["1", "2", "1", "2", "1"]);
    },
  },
  {
    name: "a messaging service accepts, and chooses the sender",
    async run({ client, account, pass }) {
      const { sid: messagingServiceSid } = present(account.services[0]);
      const { to, body } = text;
      const made = await client.messages.create({ to, body, messagingServiceSid });
      expectLike(made, { status: "accepted", from: null, messagingServiceSid });
      await pass(deliveredMs);
      const message = await client.messages(made.sid).fetch();
      expectLike(message, { status: "delivered", from: ourNumber });
    },
  },
  {
    name: "a scheduled text waits, and can be canceled",
    async run({ client, account, control }) {
      const { sid: messagingServiceSid } = present(account.services[0]);
      const { now } = (await control("GET", "/clock")) as { now: string };
      const made = await client.messages.create({
        to: person,
        body: "Later",
        messagingServiceSid,
        scheduleType: "fixed",
        sendAt: new Date(Date.parse(now) + hour),
      });
      expectLike(made, { status: "scheduled" });
      const canceled = await client.messages(made.sid).update({ status: "canceled" });
      expectLike(canceled, { status: "canceled" });
      await expectRefusal(client.messages(made.sid).update({ status: "canceled" }), 30409, 409);
    },
  },
  {
    name: "redacting and deleting wait for the last status (20009)",
    async run({ client, pass }) {
      const { sid } = await client.messages.create(text);
      await expectRefusal(client.messages(sid).update({ body: "" }), 20009, 409);
      await expectRefusal(client.messages(sid).remove(), 20009, 409);
      await pass(deliveredMs);
      expectLike(await client.messages(sid).update({ body: "" }), { body: "" });
      expectLike(await client.messages(sid).remove(), true);
      await expectRefusal(client.messages(sid).fetch(), 20404, 404);
    },
  },
  {
    name: "pictures: an MM message with its media listed, fetched and deleted",
    async run({ client, pass }) {
      const mediaUrl = ["https://example.com/a.png", "https://example.com/b.gif"];
      const { sid } = await client.messages.create({ ...text, mediaUrl });
      expectLike(sid, /^MM/);
      await pass(deliveredMs);
      const media = await client.messages(sid).media.list();
      expectLike(media, [{ contentType: "image/png" }, { contentType: "image/gif" }]);
      const first = present(media[0]).sid;
      expectLike(await client.messages(sid).media(first).fetch(), { parentSid: sid });
      expectLike(await client.messages(sid).media(first).remove(), true);
      expectLike(await client.messages(sid).media.list(), [{ contentType: "image/gif" }]);
    },
  },
  {
    name: "feedback is taken",
    async run({ client }) {
      const { sid } = await client.messages.create({ ...text, provideFeedback: true });
      const feedback = await client.messages(sid).feedback.create({ outcome: "confirmed" });
      expectLike(feedback, { messageSid: sid, outcome: "confirmed" });
    },
  },
];
