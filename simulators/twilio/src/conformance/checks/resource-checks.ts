import { expectLike, present } from "../expect.ts";
import { type Check, ourNumber, person } from "./check.ts";

/** The small resources around messages. */
export const resourceChecks: readonly Check[] = [
  {
    name: "the account is told, and subaccounts are made and used",
    async run({ client, clientFor, account }) {
      const { accountSid } = account;
      expectLike(await client.api.accounts(accountSid).fetch(), { status: "active" });
      const made = await client.api.accounts.create({ friendlyName: "Shop" });
      expectLike(made, { friendlyName: "Shop", ownerAccountSid: accountSid });
      expectLike(await clientFor(made.sid, made.authToken).messages.list({ limit: 1 }), []);
      await client.api.accounts(made.sid).update({ status: "closed" });
    },
  },
  {
    name: "phone numbers are listed and changed",
    async run({ client }) {
      const [found] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
      const number = client.incomingPhoneNumbers(present(found).sid);
      expectLike(await number.update({ friendlyName: "Desk" }), { friendlyName: "Desk" });
    },
  },
  {
    name: "messaging services are made, listed and deleted, with their senders",
    async run({ client }) {
      const { services } = client.messaging.v1;
      const made = await services.create({ friendlyName: "Alerts" });
      const listed = await services.list({ limit: 50 });
      expectLike(
        listed.some(({ sid }) => sid === made.sid),
        true,
      );
      expectLike(await services(made.sid).phoneNumbers.list(), []);
      expectLike(await services(made.sid).remove(), true);
    },
  },
  {
    name: "lookups tell what a number is",
    async run({ client }) {
      const found = await client.lookups.v2.phoneNumbers("+14155552671").fetch();
      expectLike(found, { valid: true, countryCode: "US", nationalFormat: "(415) 555-2671" });
    },
  },
  {
    name: "verify sends a code and approves it",
    async run({ client }) {
      const { sid } = await client.verify.v2.services.create({ friendlyName: "Shop" });
      const service = client.verify.v2.services(sid);
      await service.verifications.create({ to: person, channel: "sms" });
      const [message] = await client.messages.list({ to: person, limit: 1 });
      const code = present(/(\d{6})/.exec(present(message).body)?.[1]);
      const check = await service.verificationChecks.create({ to: person, code });
      expectLike(check, { status: "approved", valid: true });
    },
  },
];
