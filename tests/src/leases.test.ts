import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

/** A send whose answer takes longer than the test lets its server live. */
interface SlowSend {
  readonly key: string;
  readonly end: Promise<"answered" | "broken">;
}

async function beginSlowSend(world: World, text: string): Promise<SlowSend> {
  const fault = { kind: "delay-after", delayMs: 20_000, times: 1 } as const;
  await world.simulator.addFault({ ...fault, match: { method: "POST" } });
  const key = `key-${text}`;
  const end = world.send(text, key).then(
    () => "answered" as const,
    () => "broken" as const,
  );
  await untilStored(world, text);
  return { key, end };
}

async function untilStored(world: World, text: string): Promise<void> {
  await eventually("Twilio has the text", async () => {
    return (await world.simulator.messages(text)).length === 1;
  });
}

test("at the defaults a lease lasts 40 s, and a dead owner's attempt is stored for 90 s more", async () => {
  await using world = await startWorld();
  const { key, end } = await beginSlowSend(world, "Slow");
  const [row] = await world.rows<{ state: string; leaseSeconds: number }>(
    `select state, extract(epoch from lease_until - created_at)::float8 as "leaseSeconds"
     from attempts where idempotency_key = $1`,
    [key],
  );
  expect(row?.state).toBe("stored");
  expect(row?.leaseSeconds).toBeCloseTo(40, 0);
  await world.kill();
  expect(await end).toBe("broken");
  await world.restart();

  const askedAt = performance.now();
  const pending = await world.send("Slow", key);
  expect(performance.now() - askedAt, "an owner is waited for").toBeGreaterThan(29_000);
  expect(pending.status, pending.text).toBe(409);
  expect(pending.headers["retry-after"]).toMatch(/^\d+$/u);
  expect(pending.body.error).toMatchObject({ code: "ATTEMPT_PENDING", retryable: true });
  expect(await world.attempt(key)).toMatchObject({ state: "stored" });

  // Time is moved instead of being waited for: 40 s of the lease, 30 s of a request, 60 s on top.
  const letPass = (seconds: number) =>
    world.rows(`update attempts set lease_until = clock_timestamp() - $1 * interval '1 second'`, [
      seconds,
    ]);
  await letPass(80);
  expect(await world.attempt(key)).toMatchObject({ state: "stored" });
  await letPass(91);
  expect(await world.attempts("unknown")).toMatchObject([{ idempotencyKey: key, sid: null }]);
  const unknown = await world.send("Slow", key);
  expect(unknown.status).toBe(502);
  expect(unknown.body.error).toMatchObject({ outcome: "unknown", retryable: false });
  expect(await world.simulator.messages("Slow")).toHaveLength(1);
});

test("an attempt whose owner was killed is stored first and unknown after its waiting time", async () => {
  await using world = await startWorld({
    env: {
      TRUNKLINE_ATTEMPT_LEASE_SECONDS: "5",
      TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "2",
      TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "3",
      TRUNKLINE_PENDING_WAIT_SECONDS: "0.2",
    },
  });
  const { key, end } = await beginSlowSend(world, "Killed");
  await world.kill();
  expect(await end).toBe("broken");
  const stored = await world.rows("select 1 from attempts where state = 'stored'");
  expect(stored).toHaveLength(1);
  await world.restart();
  await eventually(
    "it is listed as unknown",
    async () => (await world.attempts("unknown")).length === 1,
  );
  const [row] = await world.rows<{ isOver: boolean }>(
    `select clock_timestamp() > lease_until + interval '5 seconds' as "isOver" from attempts`,
  );
  expect(row?.isOver, "not before its time").toBe(true);
  const again = await world.send("Killed", key);
  expect(again.status).toBe(502);
  expect(await world.simulator.messages("Killed")).toHaveLength(1);
});

test("a request with the key of one that is under way waits for its answer", async () => {
  await using world = await startWorld();
  await world.simulator.addFault({ kind: "delay-after", delayMs: 3000, match: { method: "POST" } });
  const first = world.send("Both", "key-1");
  await untilStored(world, "Both");
  const second = await world.send("Both", "key-1");
  expect(second.status, second.text).toBe(200);
  expect(second.body).toEqual((await first).body);
  expect(await world.simulator.messages()).toHaveLength(1);

  await using impatient = await world.startSecond({ TRUNKLINE_PENDING_WAIT_SECONDS: "0.2" });
  const slow = world.send("Impatient", "key-2");
  await untilStored(world, "Impatient");
  const pending = await world.send("Impatient", "key-2", impatient);
  expect(pending.status, pending.text).toBe(409);
  expect(pending.body.error).toMatchObject({ code: "ATTEMPT_PENDING" });
  expect((await slow).status).toBe(200);
});
