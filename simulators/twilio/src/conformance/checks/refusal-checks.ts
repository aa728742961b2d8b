import { expectLike, expectRefusal, present } from "../expect.ts";
import { type Check, ourNumber, person, text } from "./check.ts";

const refusals = [
  ["no recipient", { to: "" }, 21604],
  ["a recipient that is no number", { to: "hello" }, 21211],
  ["somebody else's sender", { from: "+15550009999" }, 21606],
  ["nothing to say", { body: "" }, 21602],
  ["1,601 characters", { body: "a".repeat(1601) }, 21617],
  ["a callback that is no URL", { statusCallback: "nowhere" }, 21609],
  ["a text to its own sender", { to: ourNumber }, 21266],
] as const;

/** What is refused, and who may sign in. */
export const refusalChecks: readonly Check[] = [
  ...refusals.map(([what, change, code]): Check => ({
    name: `${what} is refused with ${code}`,
    run: ({ client }) => expectRefusal(client.messages.create({ ...text, ...change }), code, 400),
  })),
  {
    name: "a wrong token is refused with 20003",
    async run({ clientFor, account }) {
      const stranger = clientFor(account.accountSid, "0".repeat(32));
      await expectRefusal(stranger.messages.create(text), 20003, 401);
    },
  },
  {
    name: "an API key signs in",
    async run({ clientFor, account }) {
      const key = present(account.apiKeys[0]);
      const client = clientFor(key.sid, key.secret, account.accountSid);
      expectLike(await client.messages.create(text), { status: "queued" });
    },
  },
  {
    name: "test credentials know the magic numbers, and store nothing",
    async run({ clientFor, testAccount, control }) {
      const client = clientFor(testAccount.accountSid, testAccount.authToken);
      const send = (change: object) => client.messages.create({ ...text, ...change });
      expectLike(await send({}), { status: "queued" });
      await expectRefusal(send({ from: "+15005550001" }), 21212, 400);
      await expectRefusal(send({ from: "+15005550007" }), 21606, 400);
      await expectRefusal(send({ from: "+15005550008" }), 21611, 429);
      await expectRefusal(send({ to: "+15005550001" }), 21211, 400);
      await expectRefusal(send({ to: "+15005550004" }), 21610, 400);
      await expectRefusal(send({ to: "+15005550009" }), 21614, 400);
      const stored = await control("GET", "/messages");
      expectLike(stored, { messages: [] });
    },
  },
  {
    name: "too many requests: 429 with 20429",
    async run({ client, control }) {
      await control("POST", "/faults", { kind: "too-many-requests", times: 1 });
      await expectRefusal(client.messages.create(text), 20429, 429);
      expectLike(await client.messages.create(text), { status: "queued", to: person });
    },
  },
];
