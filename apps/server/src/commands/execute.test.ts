import { expect, it } from "vitest";

import { startTestServer } from "../testing/test-server.ts";

const input = { toPhone: "+15550001111", msg: "Packed." };
const connection = "/api/apps/shop/connections/sms";

it("gives a key its stored answer also when the same input could not begin any more", async () => {
  await using server = await startTestServer();
  const first = await server.send(input, "k");
  const settings = { defaultSender: null };
  await server.api(connection, { method: "PATCH", body: { settings } });
  expect((await server.send(input, "k")).body).toEqual(first.body);
  expect((await server.send(input, "another")).status).toBe(400);
  expect(server.twilio.requests).toHaveLength(1);
});

it("keeps to a sender's rate, and a repeated key takes nothing of it", async () => {
  await using server = await startTestServer({ times: { pendingWaitMs: 300 } });
  const settings = { segmentsPerSecond: 0.01 };
  await server.api(connection, { method: "PATCH", body: { settings } });
  const first = await server.send(input, "k");
  expect(first.status).toBe(200);
  expect((await server.send(input, "k")).body).toEqual(first.body);
  const tooFast = await server.send(input, "another");
  expect([tooFast.status, tooFast.body.error.code]).toEqual([503, "SERVICE_LIMITED"]);
  expect(Number(tooFast.headers.get("retry-after"))).toBeGreaterThan(50);
  const otherSender = await server.send({ ...input, fromPhone: "+15005550007" });
  expect(otherSender.status).toBe(200);
});

it("waits for an equal attempt without keeping others from sending", async () => {
  await using server = await startTestServer({ times: { pendingWaitMs: 3000 } });
  await server.api(connection, { method: "PATCH", body: { settings: { maxInFlight: 1 } } });
  await server.send(input, "k");
  await server.database.pool.query(
    `update attempts set state = 'stored', owner = 'srv_gone', sealed_result = null, sid = null,
       lease_until = clock_timestamp() + interval '30 seconds'`,
  );
  const waiting = server.send(input, "k");
  const others = [1, 2, 3].map(() => server.send(input));
  const firstDone = await Promise.race([
    waiting.then(() => "the waiting one"),
    Promise.all(others),
  ]);
  expect(firstDone).not.toBe("the waiting one");
  expect((await waiting).body.error.code).toBe("ATTEMPT_PENDING");
});
