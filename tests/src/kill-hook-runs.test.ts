import { setTimeout as pause } from "node:timers/promises";

import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { notifyFlow } from "./testing/hook-flow.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { sendAgain, Senders, type Sending } from "./testing/senders.ts";
import { recipient, startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

const rounds = 3;
const senders = 12;
const latestKillMs = 500;

/** Short, so that attempts whose owner was killed become unknown within the test. */
const shortTimes = {
  TRUNKLINE_ATTEMPT_LEASE_SECONDS: "2",
  TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "3",
  TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "1",
  TRUNKLINE_PENDING_WAIT_SECONDS: "0.1",
};

interface RunRow {
  readonly id: string;
  readonly status: string;
}

const callHook = (world: World) => (sending: Sending) =>
  world.api("POST", "/hooks/demo/notify", {
    body: { to: recipient, msg: sending.body },
    headers: { "idempotency-key": sending.key },
  });

/** Calls the hook under load until a random moment, kills the server and starts it again. */
async function oneRound(world: World, round: number): Promise<Iterable<Sending>> {
  const load = new Senders(`run-${round}`, senders, callHook(world));
  await eventually("the first call was answered", () => load.sent > 0);
  // Not a wait for something: the moment of the kill is what differs from round to round.
  await pause(Math.random() * latestKillMs);
  const { inFlight } = load;
  await world.kill();
  await load.stop();
  const running = await world.rows<RunRow>("select id, status from runs where status = 'running'");
  console.log(`round ${round}: killed with ${inFlight} calls and ${running.length} runs under way`);
  await world.restart();
  await expectMarked(world, running);
  return load.outcomes.keys();
}

/** Every run that was under way is marked, and its attempts are there to be read. */
async function expectMarked(world: World, running: readonly RunRow[]): Promise<void> {
  const ids = running.map(({ id }) => id);
  await eventually("the runs of the killed server are marked", async () => {
    const { body } = await world.api("GET", "/api/apps/demo/runs?status=running");
    return (body["runs"] as unknown[]).length === 0;
  });
  for (const id of ids) {
    const { body } = await world.api("GET", `/api/apps/demo/runs/${id}`);
    expect(body).toMatchObject({ status: "interrupted", error: { code: "RUN_INTERRUPTED" } });
    for (const { state } of body.attempts ?? []) {
      expect(["stored", "done", "not-done", "unknown"]).toContain(state);
    }
  }
}

/** Every text is at the simulator once at most, whoever asked how often. */
async function expectOnce(world: World): Promise<void> {
  const bodies = (await world.simulator.messages()).map(({ body }) => body);
  expect(bodies.length).toBe(new Set(bodies).size);
}

/** Every attempt that a run made has its run. */
async function expectNoAttemptAlone(world: World): Promise<void> {
  const alone = await world.rows(
    `select id from attempts where not exists (
       select 1 from runs where runs.app_id = attempts.app_id
         and runs.id = split_part(idempotency_key, ':', 1))`,
  );
  expect(alone).toEqual([]);
}

test("a server that is killed amid hook runs marks them, and nothing is sent twice", async () => {
  await using world = await startWorld({ env: shortTimes });
  await notifyFlow(world);
  await world.simulator.addFault({ kind: "delay-after", probability: 0.5, delayMs: 60 });
  await world.simulator.addFault({ kind: "delay-before", probability: 0.5, delayMs: 40 });
  const all: Sending[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    all.push(...(await oneRound(world, round)));
    await expectNoAttemptAlone(world);
    await sendAgain(all, callHook(world));
    await expectOnce(world);
  }
  await eventually("no attempt is stored any more", async () => {
    return (await world.attempts("stored")).length === 0;
  });
  await sendAgain(all, callHook(world));
  await expectOnce(world);
  const messages = await world.simulator.messages();
  const attempts = await world.attempts();
  expect(attempts.filter(({ state }) => state === "stored")).toEqual([]);
  const done = attempts.filter(({ state }) => state === "done").length;
  const unknown = attempts.filter(({ state }) => state === "unknown").length;
  console.log(`${all.length} calls: ${messages.length} texts, ${done} done, ${unknown} unknown`);
  expect(messages.length).toBeGreaterThanOrEqual(done);
  expect(messages.length).toBeLessThanOrEqual(done + unknown);
  await expectPrivate(world);
}, 300_000);

/** Numbers and texts stand in no clear column and no log line. */
async function expectPrivate(world: World): Promise<void> {
  for (const table of ["runs", "kept_values", "audit_entries", "hook_calls"]) {
    const rows = await world.rows<{ row: string }>(
      `select (to_jsonb(${table}))::text as row from ${table}`,
    );
    for (const { row } of rows) expect(row).not.toMatch(/Text run-|15550001111/u);
  }
  expect(world.logs).not.toMatch(/Text run-|15550001111/u);
}
