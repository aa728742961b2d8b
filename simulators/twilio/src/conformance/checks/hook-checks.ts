import type { Bench } from "../bench.ts";
import { expectLike, expectRefusal, present } from "../expect.ts";
import { type Check, deliveredMs, ourNumber, person, text } from "./check.ts";

async function hear({ client, control, pass }: Bench, body: string, smsUrl = ""): Promise<void> {
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber, limit: 1 });
  await client.incomingPhoneNumbers(present(number).sid).update({ smsUrl });
  await control("POST", "/inbound", { from: person, to: ourNumber, body });
  await pass(deliveredMs);
}

/** Status callbacks, inbound texts and opt-out. */
export const hookChecks: readonly Check[] = [
  {
    name: "status callbacks are signed as the library checks it",
    async run({ twilio, client, account, hookUrl, pass, received }) {
      const statusCallback = `${hookUrl}/status?order=10%2042`;
      await client.messages.create({ ...text, statusCallback });
      await pass(deliveredMs);
      const requests = await received(2);
      const statuses = new Set(requests.map(({ fields }) => fields["MessageStatus"]));
      expectLike(
        ["sent", "delivered"].map((status) => statuses.has(status)),
        [true, true],
      );
      for (const { signature, url, fields } of requests) {
        expectLike(twilio.validateRequest(account.authToken, signature, url, fields), true);
      }
    },
  },
  {
    name: "an inbound text is told to the number's URL, and TwiML answers it",
    async run(bench) {
      const { twilio, account, client, hookUrl, received } = bench;
      const answer = new twilio.twiml.MessagingResponse();
      answer.message("We close at 18:00 <today> & tomorrow.");
      bench.hookAnswer = answer.toString();
      await hear(bench, "When do you close?", `${hookUrl}/in`);
      const [request] = await received(1);
      const { signature, url, fields } = present(request);
      expectLike(fields, { From: person, To: ourNumber, Body: "When do you close?" });
      expectLike(twilio.validateRequest(account.authToken, signature, url, fields), true);
      await bench.pass(deliveredMs);
      const [reply] = await client.messages.list({ to: person, limit: 1 });
      const body = "We close at 18:00 <today> & tomorrow.";
      expectLike(reply, { body, direction: "outbound-reply", status: "delivered" });
      await hear(bench, "Thanks");
    },
  },
  {
    name: "STOP refuses texts with 21610, START takes them again",
    async run(bench) {
      await hear(bench, "STOP");
      await expectRefusal(bench.client.messages.create(text), 21610, 400);
      await hear(bench, "START");
      expectLike(await bench.client.messages.create(text), { status: "queued" });
    },
  },
];
