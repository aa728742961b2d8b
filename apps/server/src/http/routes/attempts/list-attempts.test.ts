import { expect, it } from "vitest";

import { startTestServer, type TestServer } from "../../../testing/test-server.ts";
import { answerError } from "../../../testing/twilio-stub.ts";

const input = { toPhone: "+15550001111", msg: "Packed." };

/** Stores attempts as a server leaves them that died: its lease ended so many seconds ago. */
async function leaveBehind(server: TestServer, key: string, endedSecondsAgo: number) {
  await server.send(input, key);
  await server.database.pool.query(
    `update attempts set state = 'stored', owner = 'srv_gone', sealed_result = null, sid = null,
       settled_at = null, lease_until = clock_timestamp() - $2 * interval '1 second'
     where idempotency_key = $1`,
    [key, endedSecondsAgo],
  );
}

it("lists attempts newest first, page by page, and filters by state", async () => {
  await using server = await startTestServer();
  await server.send(input, "first");
  server.twilio.answerWith(answerError(400, 21610));
  await server.send(input, "second");
  await server.send(input, "third");
  const pages = "/api/apps/shop/attempts?pageSize=2";
  const first = await server.api(pages);
  const second = await server.api(`${pages}&pageToken=${first.body.nextPageToken}`);
  const listed = [...first.body.attempts, ...second.body.attempts];
  expect(listed.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["third", "second", "first"]);
  const refused = await server.api("/api/apps/shop/attempts?state=not-done");
  expect(refused.body.attempts).toHaveLength(2);
  expect(refused.body.attempts[0]).toMatchObject({
    errorCode: "SERVICE_REFUSED",
    twilioCode: 21610,
    sid: null,
  });
  expect((await server.api("/api/apps/shop/attempts?state=lost")).status).toBe(400);
  expect(JSON.stringify(listed)).not.toContain("+15550001111");
});

it("shows an attempt of a dead server as stored until the waiting time is over, then as unknown", async () => {
  await using server = await startTestServer();
  await leaveBehind(server, "young", 89);
  await leaveBehind(server, "old", 91);
  const { attempts } = (await server.api("/api/apps/shop/attempts")).body;
  expect(attempts).toMatchObject([
    { idempotencyKey: "old", state: "unknown" },
    { idempotencyKey: "young", state: "stored" },
  ]);
  const unknown = await server.api("/api/apps/shop/attempts?state=unknown");
  const stored = await server.api("/api/apps/shop/attempts?state=stored");
  expect(unknown.body.attempts).toMatchObject([{ idempotencyKey: "old" }]);
  expect(stored.body.attempts).toMatchObject([{ idempotencyKey: "young" }]);
});

it("never sends what a dead server may have sent", async () => {
  await using server = await startTestServer({ times: { pendingWaitMs: 100 } });
  await leaveBehind(server, "young", 10);
  await leaveBehind(server, "old", 91);
  const sent = server.twilio.requests.length;
  const young = await server.send(input, "young");
  expect([young.status, young.body.error.code]).toEqual([409, "ATTEMPT_PENDING"]);
  expect(Number(young.headers.get("retry-after"))).toBeGreaterThan(0);
  const old = await server.send(input, "old");
  expect([old.status, old.body.error.outcome]).toEqual([502, "unknown"]);
  expect(server.twilio.requests).toHaveLength(sent);
});

it("takes a lease of 40 seconds by the database's clock at the defaults", async () => {
  await using server = await startTestServer();
  let release: () => void = () => undefined;
  server.twilio.answerWith((_request, response) => {
    release = () => response.destroy();
  });
  const sending = server.send(input, "k");
  await expect.poll(() => server.twilio.requests.length).toBe(1);
  const rows = await server.database.pool.query<{ lease: number; state: string }>(
    `select state, extract(epoch from lease_until - created_at)::float8 as lease from attempts`,
  );
  expect(rows.rows[0]?.state).toBe("stored");
  expect(rows.rows[0]?.lease).toBeGreaterThanOrEqual(40);
  expect(rows.rows[0]?.lease).toBeLessThan(41);
  release();
  await sending;
});
