import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { recipient, sender, startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

interface Message {
  readonly sid: string;
  readonly status: string;
  readonly body: string;
  readonly to: string;
  readonly from: string;
  readonly dateCreated: string;
}

async function sent(world: World, msg: string): Promise<Message> {
  const answer = await world.send(msg);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.attempt).toMatch(/^att_/u);
  return answer.body.data as Message;
}

async function until(world: World, sid: string, status: string): Promise<Message> {
  return eventually(`${sid} is ${status}`, async () => {
    const { body } = await world.command("readMessage", { sid });
    const message = body.data as Message;
    return message.status === status && message;
  });
}

test("a text is sent, delivered, listed, redacted and deleted", async () => {
  await using world = await startWorld();

  const message = await sent(world, "Hello from the system tests");
  expect(message).toMatchObject({ to: recipient, from: sender });
  expect(message.dateCreated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
  expect(await world.simulator.messages()).toMatchObject([
    { sid: message.sid, to: recipient, from: sender, body: "Hello from the system tests" },
  ]);
  expect(await world.attempts()).toMatchObject([{ state: "done", sid: message.sid, tries: 1 }]);

  await until(world, message.sid, "delivered");
  const other = await sent(world, "A second one");
  await until(world, other.sid, "delivered");
  const list = await world.command("listMessages", { criteria: { to: recipient } });
  const sids = (list.body.data as Message[]).map(({ sid }) => sid);
  expect(sids).toEqual([other.sid, message.sid]);

  const { sid } = message;
  const redacted = await world.command("updateMessage", { sid, customProps: { body: "" } });
  expect(redacted.body.data).toMatchObject({ sid, body: "" });
  expect((await world.simulator.messages())[0]).toMatchObject({ sid, body: "" });

  const deleted = await world.command("deleteMessage", { sid });
  expect(deleted.status).toBe(200);
  expect(deleted.body).toEqual({ data: null });
  expect((await world.simulator.messages()).map((one) => one.sid)).toEqual([other.sid]);
  expect((await world.command("deleteMessage", { sid })).status, "twice is well").toBe(200);
  const gone = await world.command("readMessage", { sid });
  expect(gone.status).toBe(422);
  expect(gone.body.error).toMatchObject({ twilioCode: 20404, status: 404, retryable: false });
});

test("a page of messages names the next and the previous one", async () => {
  await using world = await startWorld();
  const texts = ["one", "two", "three", "four", "five"];
  for (const text of texts) await sent(world, text);

  const seen: string[] = [];
  for (let pageToken: string | null = ""; pageToken !== null;) {
    const input = pageToken === "" ? { limit: 2 } : { limit: 2, pageToken };
    const { status, text, body } = await world.command("listMessagesPage", input);
    expect(status, text).toBe(200);
    const page = body.data as { messages: Message[]; nextPageToken: string | null };
    seen.push(...page.messages.map((message) => message.body));
    pageToken = page.nextPageToken;
  }
  expect(seen).toEqual(texts.toReversed());
});
