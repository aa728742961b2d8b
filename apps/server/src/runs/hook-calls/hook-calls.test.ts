import { createDataKey, KeyRing, MasterKey } from "@trunkline/vault";
import { expect, it } from "vitest";

import type { FlowForm } from "../../apps/index.ts";
import { newId } from "../../database/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import {
  type ClaimedCall,
  type HookCalls,
  type HookCallTimes,
  type KeyedRequest,
  openHookCalls,
} from "./hook-calls.ts";
import { expireHookCalls } from "./hook-expiry.ts";

const { dataKey: key } = createDataKey(new KeyRing([MasterKey.generate()]), {});
const form = {
  app: "app_1",
  flow: "flow_1",
  name: "order",
  version: 3,
  isDraft: false,
  contents: { id: "key_1", key },
} as unknown as FlowForm;
const request: KeyedRequest = { form, caller: "owner", idempotencyKey: "k", essence: "a request" };
const answer = { status: 201, headers: { "x-order": "7" }, body: "Sent ✓ \ud800" };

function open(database: TestDatabase, times: Partial<HookCallTimes> = {}): HookCalls {
  const unexpected = (error: unknown) => {
    throw error;
  };
  return openHookCalls(database.pool, newId("srv"), unexpected, {
    leaseMs: 10_000,
    renewMs: 2000,
    ...times,
  });
}

async function claimOurs(calls: HookCalls, wanted = request): Promise<ClaimedCall> {
  const outcome = await calls.claim(wanted);
  if (outcome.kind !== "ours") throw new Error(`It is ${outcome.kind}.`);
  return outcome;
}

it("gives a call to one server, however many ask at once, and its answer to all others", async () => {
  await using database = await makeDatabase();
  await using here = open(database);
  await using there = open(database);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? here : there).claim(request)),
  );
  const [ours, ...more] = outcomes.filter((outcome) => outcome.kind === "ours");
  expect(more).toEqual([]);
  expect(outcomes.filter((outcome) => outcome.kind === "pending")).toHaveLength(19);
  expect(ours).toMatchObject({ version: 3, flow: "flow_1", isAgain: false });

  const waiting = there.waitForOther(request, performance.now() + 30_000);
  expect(await ours?.answer(answer)).toBe(true);
  expect(await waiting).toBe("over");
  for (const calls of [here, there]) {
    const again = await calls.claim(request);
    expect(again).toEqual({
      kind: "answered",
      run: ours?.run,
      response: { ...answer, body: "Sent ✓ \ud800" },
    });
  }
});

it("keeps answers as bytes, without a body, and sealed", async () => {
  await using database = await makeDatabase();
  await using calls = open(database);
  for (const body of [new Uint8Array([0, 255, 10]), null, ""]) {
    const wanted = { ...request, idempotencyKey: `body-${String(body)}` };
    await (await claimOurs(calls, wanted)).answer({ status: 200, headers: {}, body });
    const again = await calls.claim(wanted);
    const given = again.kind === "answered" ? again.response.body : "none";
    expect(typeof given === "object" && given !== null ? [...given] : given).toEqual(
      typeof body === "object" && body !== null ? [...body] : body,
    );
  }
  await (await claimOurs(calls)).answer(answer);
  const rows = await database.pool.query("select hook_calls::text as row from hook_calls");
  const text = JSON.stringify(rows.rows);
  expect(text).not.toContain("x-order");
  expect(text).not.toContain(Buffer.from("x-order").toString("hex"));
  expect(text, "the key itself is hashed").not.toContain("body-");
});

it("tells nobody anything of a key that belongs to another request", async () => {
  await using database = await makeDatabase();
  await using calls = open(database);
  const ours = await claimOurs(calls);
  const other = { ...request, essence: "another request" };
  expect(await calls.claim(other)).toEqual({ kind: "other" });
  await ours.answer(answer);
  expect(await calls.claim(other)).toEqual({ kind: "other" });
});

it("keeps keys of callers, hooks, apps and drafts apart", async () => {
  await using database = await makeDatabase();
  await using calls = open(database);
  const runs = new Set<string>();
  const forms = [
    form,
    { ...form, isDraft: true },
    { ...form, name: "other" },
    { ...form, app: "app_2" as const },
  ];
  for (const one of forms) {
    for (const caller of ["owner", "public"]) {
      runs.add((await claimOurs(calls, { ...request, form: one, caller })).run);
    }
  }
  expect(runs.size).toBe(8);
});

it("lets the same run go again, on its first version and clock, when it was left open", async () => {
  await using database = await makeDatabase();
  await using here = open(database);
  await using there = open(database);
  const first = await claimOurs(here);
  await first.leaveOpen();
  const later = { ...request, form: { ...form, version: 9, flow: "flow_2" as const } };
  const again = await claimOurs(there, later);
  expect(again).toMatchObject({
    run: first.run,
    flow: "flow_1",
    version: 3,
    startedAt: first.startedAt,
    isAgain: true,
  });
  expect(await here.claim(request)).toMatchObject({ kind: "pending", run: first.run });
});

it("takes a call over from a server that has died, and from none that lives", async () => {
  await using database = await makeDatabase();
  await using living = open(database, { leaseMs: 400, renewMs: 50 });
  await using next = open(database);
  const alive = await claimOurs(living);
  const pending = await next.waitForOther(request, performance.now() + 900);
  expect(pending, "it says that it lives").toBe("still-running");
  expect(await next.claim(request)).toMatchObject({ kind: "pending" });

  // From here on nothing renews the lease, as after kill -9.
  await living[Symbol.asyncDispose]();
  expect(await next.waitForOther(request, performance.now() + 30_000)).toBe("over");
  const taken = await claimOurs(next);
  expect(taken).toMatchObject({ run: alive.run, isAgain: true });
  expect(await alive.answer(answer), "it is no longer its own").toBe(false);
  expect(await taken.answer({ ...answer, status: 202 })).toBe(true);
  expect(await next.claim(request)).toMatchObject({ response: { status: 202 } });
});

it("does not begin a second time what it carries out itself, also when its lease ran out", async () => {
  await using database = await makeDatabase();
  await using calls = open(database, { leaseMs: 1, renewMs: 3_600_000 });
  await claimOurs(calls);
  expect(await calls.waitForOther(request, performance.now() + 50)).toBe("still-running");
  expect(await calls.claim(request)).toMatchObject({ kind: "pending" });
});

it("forgets a key after seven days", async () => {
  await using database = await makeDatabase();
  await using calls = open(database);
  const first = await claimOurs(calls);
  await first.answer(answer);
  const kept = await database.pool.query(
    "select extract(epoch from expires_at - now())::float8 / 86400 as days from hook_calls",
  );
  expect(kept.rows[0].days).toBeCloseTo(7, 2);
  expect(await expireHookCalls(database.pool)).toBe(0);

  await database.pool.query("update hook_calls set expires_at = now() - interval '1 second'");
  const anew = await claimOurs(calls);
  expect(anew).toMatchObject({ isAgain: false });
  expect(anew.run).not.toBe(first.run);

  await database.pool.query("update hook_calls set expires_at = now() - interval '1 second'");
  expect(await expireHookCalls(database.pool)).toBe(1);
});
