import { afterAll, beforeAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import type { Fault } from "./testing/simulator-process.ts";
import { startWorld, type World } from "./testing/world.ts";

const requestTimeoutSeconds = 3;
const tooLongMs = requestTimeoutSeconds * 1000 + 1500;
const messagesPath = "/Messages.json";

let world: World;

beforeAll(async () => {
  world = await startWorld({
    env: { TRUNKLINE_REQUEST_TIMEOUT_SECONDS: String(requestTimeoutSeconds) },
  });
  // The first send of a process loads what the later ones find in memory.
  expect((await world.send("Warming up")).status).toBe(200);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

async function oneFault(fault: Fault): Promise<void> {
  await world.simulator.clearFaults();
  await world.simulator.addFault(fault);
}

/** Faults after whose lost answer nobody can say what happened, and how many texts there are. */
const doubtful: readonly { readonly fault: Fault; readonly messages: number }[] = [
  { fault: { kind: "delay-before", delayMs: tooLongMs }, messages: 1 },
  { fault: { kind: "delay-after", delayMs: tooLongMs }, messages: 1 },
  { fault: { kind: "error-before" }, messages: 0 },
  { fault: { kind: "error-after" }, messages: 1 },
  { fault: { kind: "cut-before" }, messages: 0 },
  { fault: { kind: "cut-after" }, messages: 1 },
  { fault: { kind: "not-json" }, messages: 1 },
];

test.each(doubtful)("a send that meets $fault.kind is unknown and never repeated", async (row) => {
  const { fault, messages } = row;
  const text = `A text that meets ${fault.kind}`;
  const key = `key-${fault.kind}`;
  await oneFault({ ...fault, times: 1, match: { method: "POST", path: messagesPath } });

  const first = await world.send(text, key);
  expect(first.status, first.text).toBe(502);
  expect(first.body.error).toMatchObject({
    code: "OUTCOME_UNKNOWN",
    outcome: "unknown",
    retryable: false,
  });
  const count = async () => (await world.simulator.messages(text)).length;
  await eventually(`${messages} texts are stored`, async () => (await count()) === messages);

  for (const attempt of [2, 3]) {
    const again = await world.send(text, key);
    expect(again.status, `request ${attempt}`).toBe(502);
    expect(again.body).toEqual(first.body);
  }
  expect(await count()).toBe(messages);
  const unknown = (await world.attempts("unknown")).filter((one) => one.idempotencyKey === key);
  expect(unknown).toMatchObject([{ tries: 1, sid: null, errorCode: "OUTCOME_UNKNOWN" }]);
});

test("a send that meets too many requests once goes out a moment later", async () => {
  const text = "A text that has to wait";
  await oneFault({ kind: "too-many-requests", times: 1, match: { method: "POST" } });
  expect((await world.send(text, "key-limited-once")).status).toBe(200);
  expect(await world.simulator.messages(text)).toHaveLength(1);
});

test("a send that is limited for long is not done, and goes under the same key later", async () => {
  const text = "A text that has to wait long";
  await oneFault({ kind: "too-many-requests", match: { method: "POST" } });
  const limited = await world.send(text, "key-limited");
  expect(limited.status, limited.text).toBe(503);
  expect(limited.headers["retry-after"]).toMatch(/^\d+$/u);
  expect(limited.body.error).toMatchObject({
    twilioCode: 20429,
    status: 429,
    outcome: "not-done",
    retryable: true,
  });
  expect(await world.simulator.messages(text)).toEqual([]);

  await world.simulator.clearFaults();
  expect((await world.send(text, "key-limited")).status).toBe(200);
  expect(await world.simulator.messages(text)).toHaveLength(1);
  expect(await world.attempt("key-limited")).toMatchObject({ state: "done", tries: 2 });
});

test.each(["error-before", "error-after", "cut-before", "cut-after", "too-many-requests"] as const)(
  "a read that meets %s once is answered all the same",
  async (kind) => {
    await oneFault({ kind, times: 1, match: { method: "GET" } });
    const answer = await world.command("listMessages", {});
    expect(answer.status, answer.text).toBe(200);
  },
);

test("a read that is never answered in time is too slow, and nothing is in doubt", async () => {
  await oneFault({ kind: "delay-before", delayMs: tooLongMs, match: { method: "GET" } });
  const answer = await world.command("listMessages", {});
  expect(answer.status, answer.text).toBe(504);
  expect(answer.body.error).toMatchObject({ code: "TIMED_OUT", outcome: "not-done" });
});

test("a text is redacted and deleted through errors and cut lines", async () => {
  await world.simulator.clearFaults();
  const text = "A text to be redacted through faults";
  const { sid } = (await world.send(text)).body.data as { sid: string };
  await eventually("it is delivered", async () => {
    const { body } = await world.command("readMessage", { sid });
    return (body.data as { status: string }).status === "delivered";
  });
  await oneFault({ kind: "cut-after", times: 1, match: { method: "POST" } });
  const redacted = await world.command("updateMessage", { sid, customProps: { body: "" } });
  expect(redacted.body.data).toMatchObject({ sid, body: "" });
  await oneFault({ kind: "error-after", times: 1, match: { method: "DELETE" } });
  const deleted = await world.command("deleteMessage", { sid });
  expect(deleted.status, deleted.text).toBe(200);
  const sids = (await world.simulator.messages()).map((one) => one.sid);
  expect(sids).not.toContain(sid);
});
