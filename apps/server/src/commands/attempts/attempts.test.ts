import { expect, it, vi } from "vitest";

import { type Id, newId } from "../../database/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import type { AttemptClaim, NewAttempt, Settlement } from "./attempt-row.ts";
import { type Attempts, openAttempts } from "./attempts.ts";

const times = { leaseMs: 1000, requestTimeoutMs: 1000, marginMs: 1000, pendingWaitMs: 500 };

function newAttempt(idempotencyKey: string, digest = "a"): NewAttempt {
  return {
    id: newId("att"),
    key: {
      app: "app_1",
      caller: "owner",
      connection: "con_1",
      command: "sendMessage",
      idempotencyKey,
    },
    connectionName: "sms",
    digest: Buffer.from(digest),
    dataKey: "key_1",
    sealedInput: Buffer.from("sealed"),
    beside: null,
  };
}

function settlement(claim: AttemptClaim, changes: Partial<Settlement> = {}): Settlement {
  return {
    claim,
    state: "done",
    account: "AC1",
    sid: `SM_${claim.id}`,
    sealedResult: Buffer.from("result"),
    retryable: false,
    errorCode: null,
    twilioCode: null,
    ...changes,
  };
}

function open(database: TestDatabase, owner: Id<"srv"> = newId("srv")): Attempts {
  return openAttempts(database, owner, times);
}

async function claimOurs(attempts: Attempts, attempt: NewAttempt): Promise<AttemptClaim> {
  const outcome = await attempts.claim(attempt);
  if (outcome.kind !== "ours") throw new Error("It should have been ours.");
  return outcome.claim;
}

it("gives a key to one server, and the settled row to all others that wait for it", async () => {
  await using database = await makeDatabase();
  await using here = open(database);
  await using there = open(database);
  const claim = await claimOurs(here, newAttempt("k"));
  expect(await there.claim(newAttempt("k"))).toEqual({ kind: "pending" });
  const waiting = there.waitForOther(newAttempt("k"), performance.now() + 30_000);
  await here.settle(settlement(claim));
  await waiting;
  expect(await there.claim(newAttempt("k"))).toMatchObject({
    kind: "settled",
    found: { id: claim.id, state: "done" },
  });
});

it("takes away the right to write once the lease is over", async () => {
  await using database = await makeDatabase();
  await using attempts = open(database);
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const claim = await claimOurs(attempts, newAttempt("k"));
    expect(claim.mayWrite()).toBe(true);
    vi.advanceTimersByTime(times.leaseMs - 1);
    expect(claim.mayWrite()).toBe(true);
    vi.advanceTimersByTime(1);
    expect(claim.mayWrite()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it("takes a retryable attempt up again under a rising number, and nothing else", async () => {
  await using database = await makeDatabase();
  await using attempts = open(database);
  const first = await claimOurs(attempts, newAttempt("k"));
  const failed = { state: "not-done", retryable: true, sid: null } as const;
  await attempts.settle(settlement(first, failed));
  const second = await claimOurs(attempts, newAttempt("k"));
  expect([second.id, second.tries]).toEqual([first.id, 2]);
  expect(await attempts.settle(settlement(first, failed))).toBe(false);
  expect(await attempts.settle(settlement(second, { ...failed, retryable: false }))).toBe(true);
  const outcome = await attempts.claim(newAttempt("k"));
  expect(outcome).toMatchObject({ kind: "settled", found: { state: "not-done" } });
});

it("keeps two attempts from having one SID: the second stays unknown, its neighbours are settled", async () => {
  await using database = await makeDatabase();
  await using attempts = open(database);
  const claims = await Promise.all(
    ["a", "b", "c"].map((key) => claimOurs(attempts, newAttempt(key))),
  );
  const sids = ["SM1", "SM1", "SM2"];
  const settled = await Promise.all(
    claims.map((claim, index) => attempts.settle(settlement(claim, { sid: sids[index] ?? null }))),
  );
  expect(settled.filter(Boolean)).toHaveLength(2);
  const rows = await database.pool.query(
    "select state, sid from attempts order by idempotency_key",
  );
  const states = rows.rows.map(({ state }) => state);
  expect(states.filter((state) => state === "done")).toHaveLength(2);
  expect(states).toContain("unknown");
  expect(rows.rows[2]).toEqual({ state: "done", sid: "SM2" });
});

it("stores an outcome once the database is back, however often it was away", async () => {
  await using database = await makeDatabase();
  await using attempts = open(database);
  const claim = await claimOurs(attempts, newAttempt("k"));
  const kill =
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()";
  await database.pool.query(kill);
  const settled = attempts.settle(settlement(claim));
  await database.pool.query(kill);
  expect(await settled).toBe(true);
});

it("says that nothing was sent when the attempt could not be stored", async () => {
  const database = await makeDatabase();
  const attempts = open(database);
  await database[Symbol.asyncDispose]();
  await expect(attempts.claim(newAttempt("k"))).rejects.toMatchObject({
    report: { code: "DATABASE_AWAY", outcome: "not-done" },
  });
});
