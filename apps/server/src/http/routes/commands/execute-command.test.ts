import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";
import { answerError } from "../../../testing/twilio-stub.ts";

const address = "/api/apps/shop/connections/sms/commands";

it("sends a message once and gives back the message and its attempt", async () => {
  await using server = await startTestServer();
  const answer = await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect(answer.status).toBe(200);
  expect(answer.body.attempt).toMatch(/^att_/u);
  expect(answer.body.data).toMatchObject({ to: "+15550001111", body: "Packed.", price: null });
  expect(server.twilio.requests).toHaveLength(1);
  const attempt = await server.api(`/api/apps/shop/attempts/${answer.body.attempt}`);
  expect(attempt.body).toMatchObject({ state: "done", sid: answer.body.data.sid, tries: 1 });
});

it("gives the first answer again under the same key, and refuses another input", async () => {
  await using server = await startTestServer();
  const input = { toPhone: "+15550001111", msg: "Packed.", customProps: { mediaUrl: null } };
  const first = await server.send(input, "order-1");
  const again = await server.send({ msg: "Packed.", toPhone: "+15550001111" }, "order-1");
  expect(again.body).toEqual(first.body);
  const other = await server.send({ toPhone: "+15550001111", msg: "Sent." }, "order-1");
  expect([other.status, other.body.error.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
  expect(server.twilio.requests).toHaveLength(1);
});

it("sends once for twenty equal requests at the same moment", async () => {
  await using server = await startTestServer();
  const input = { toPhone: "+15550001111", msg: "Packed." };
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.send(input, "k")));
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  expect(server.twilio.requests).toHaveLength(1);
});

it("keeps what Twilio refused and never sends it again under that key", async () => {
  await using server = await startTestServer();
  server.twilio.answerWith(answerError(400, 21610));
  const first = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect(first.status).toBe(422);
  expect(first.body.error).toMatchObject({
    code: "SERVICE_REFUSED",
    status: 400,
    twilioCode: 21610,
    outcome: "not-done",
    retryable: false,
    requestId: "RQ00000000000000000000000000000001",
  });
  const again = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect(again.body).toEqual(first.body);
  expect(server.twilio.requests).toHaveLength(1);
});

it("tries again under the same key when nothing had been sent, and counts the tries", async () => {
  await using server = await startTestServer();
  const dead = { baseUrl: "http://127.0.0.1:1" };
  const profile = "/api/apps/shop/profiles/main";
  await server.api(profile, { method: "PATCH", body: { settings: dead } });
  const first = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect([first.status, first.body.error.outcome]).toEqual([503, "not-done"]);
  expect(first.headers.get("retry-after")).toMatch(/^\d+$/u);
  const alive = { baseUrl: server.twilio.url };
  await server.api(profile, { method: "PATCH", body: { settings: alive } });
  const again = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect(again.status).toBe(200);
  const attempt = await server.api(`/api/apps/shop/attempts/${again.body.attempt}`);
  expect(attempt.body).toMatchObject({ tries: 2, state: "done", errorCode: null });
});

it("answers 502 and never sends again when the answer was lost", async () => {
  await using server = await startTestServer();
  server.twilio.answerWith((_request, response) => response.destroy());
  const lost = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect(lost.status).toBe(502);
  expect(lost.body.error).toMatchObject({ code: "OUTCOME_UNKNOWN", outcome: "unknown" });
  const again = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect([again.status, again.body.error.outcome]).toEqual([502, "unknown"]);
  expect(server.twilio.requests).toHaveLength(1);
  const listed = await server.api("/api/apps/shop/attempts?state=unknown");
  expect(listed.body.attempts).toHaveLength(1);
});

it("takes a lost answer as unknown when the request takes longer than it may", async () => {
  await using server = await startTestServer({ times: { requestTimeoutMs: 100 } });
  server.twilio.answerWith(() => undefined);
  const late = await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect([late.status, late.body.error.outcome]).toEqual([502, "unknown"]);
});

it("waits for an equal attempt in flight and then asks to come back", async () => {
  await using server = await startTestServer({ times: { pendingWaitMs: 200 } });
  let finish: () => void = () => undefined;
  server.twilio.answerWith((_request, response) => {
    finish = () => response.destroy();
  });
  const first = server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  await expect.poll(() => server.twilio.requests.length).toBe(1);
  const second = await server.send({ toPhone: "+15550001111", msg: "Packed." }, "k");
  expect([second.status, second.body.error.code]).toEqual([409, "ATTEMPT_PENDING"]);
  expect(second.headers.get("retry-after")).toMatch(/^\d+$/u);
  finish();
  expect((await first).status).toBe(502);
});

it("names the property that is wrong and the nearest right one, and sends nothing", async () => {
  await using server = await startTestServer();
  const answer = await server.send({ toPhon: "+15550001111", msg: "Packed." });
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toContain('"toPhon"');
  expect(answer.body.error.hint).toContain('"toPhone"');
  expect(server.twilio.requests).toHaveLength(0);
  const attempts = await server.api("/api/apps/shop/attempts");
  expect(attempts.body.attempts).toHaveLength(0);
});

it("answers unknown names with 404, each saying what is unknown", async () => {
  await using server = await startTestServer();
  const table = [
    ["/api/apps/none/connections/sms/commands/sendMessage", 404, "APP_UNKNOWN"],
    ["/api/apps/shop/connections/none/commands/sendMessage", 404, "CONNECTION_UNKNOWN"],
    [`${address}/none`, 404, "COMMAND_UNKNOWN"],
    [`${address}/15550001111`, 400, "INPUT_INVALID"],
    ["/api/nothing", 404, "ROUTE_UNKNOWN"],
  ] as const;
  for (const [path, status, code] of table) {
    const answer = await server.api(path, { body: { data: {} } });
    expect([path, answer.status, answer.body.error.code]).toEqual([path, status, code]);
  }
});

it("holds as many requests at once as the connection allows", async () => {
  await using server = await startTestServer();
  const settings = { maxInFlight: 2 };
  await server.api("/api/apps/shop/connections/sms", { method: "PATCH", body: { settings } });
  const waiting: (() => void)[] = [];
  server.twilio.answerWith((_request, response) => {
    waiting.push(() => response.destroy());
  });
  const sends = Array.from({ length: 5 }, () =>
    server.send({ toPhone: "+15550001111", msg: "Packed." }),
  );
  for (const expected of [2, 3, 4, 5]) {
    await expect.poll(() => server.twilio.requests.length).toBe(expected);
    waiting.shift()?.();
  }
  for (const end of waiting) end();
  await Promise.all(sends);
});
