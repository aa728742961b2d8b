import { setTimeout as pause } from "node:timers/promises";

import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { killFromOutside } from "./testing/kill-from-outside.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { sendAgain, Senders, type Sending } from "./testing/senders.ts";
import { expectSentOnce } from "./testing/sent-once.ts";
import { startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

/** Killed, and stopped as an administrator would: open transactions are rolled back. */
const signals = ["SIGKILL", "SIGINT", "SIGKILL"] as const;
const senders = 20;
const latestKillMs = 500;

async function endPostgres(world: World, signal: (typeof signals)[number]): Promise<void> {
  const pid = await world.dataDirectory.postmasterPid();
  if (pid === null) throw new Error("PostgreSQL is not running.");
  if (signal === "SIGKILL") await killFromOutside(pid);
  else process.kill(pid, signal);
}

const endAgainAfterMs = 10_000;

/** Every answer while the database comes and goes says what happened, and when to ask again. */
function expectHonestAnswers(load: Senders): void {
  for (const [sending, outcome] of load.outcomes) {
    if (outcome?.status === 200) continue;
    expect([409, 503], `${sending.key}: ${outcome?.text}`).toContain(outcome?.status);
    expect(outcome?.headers["retry-after"]).toMatch(/^\d+$/u);
    const { error } = outcome?.body ?? {};
    if (outcome?.status === 409) expect(error?.code).toBe("ATTEMPT_PENDING");
    else expect(error).toMatchObject({ code: "DATABASE_AWAY", outcome: "not-done" });
  }
}

test("a PostgreSQL that is killed or stopped under load comes back, and nothing is lost or doubled", async () => {
  await using world = await startWorld();
  const send = ({ body, key }: Sending) => world.send(body, key);
  const load = new Senders("load", senders, send);
  for (const signal of signals) {
    const sentBefore = load.sent;
    await eventually("texts are being sent", () => load.sent > sentBefore + senders);
    // Not a wait for something: the moment of the kill is what differs from time to time.
    await pause(Math.random() * latestKillMs);
    const answered = load.outcomes.size;
    console.log(`PostgreSQL gets ${signal} with ${load.inFlight} requests in flight`);
    await endPostgres(world, signal);
    let endedAt = performance.now();
    await eventually("a caller is told to come back", async () => {
      const outcomes = [...load.outcomes.values()].slice(answered);
      if (outcomes.some((outcome) => outcome?.status !== 200)) return true;
      if (performance.now() < endedAt + endAgainAfterMs) return false;
      // It came back before anybody had missed it, if texts go out: requests that hang are a fault.
      const sentMeanwhile = load.sent;
      await eventually("texts are being sent", () => load.sent > sentMeanwhile + senders);
      console.log(`${outcomes.length} were answered meanwhile; PostgreSQL gets ${signal} again`);
      await endPostgres(world, signal);
      endedAt = performance.now();
      return false;
    });
    await eventually("it is ready again", async () => {
      return (await world.api("GET", "/readyz")).status === 200;
    });
  }
  const sentBefore = load.sent;
  await eventually("texts are being sent", () => load.sent > sentBefore + senders);
  await load.stop();
  expectHonestAnswers(load);

  const again = await eventually("every key has its text", async () => {
    const outcomes = await sendAgain(load.outcomes.keys(), send);
    return [...outcomes.values()].every((outcome) => outcome?.status === 200) && outcomes;
  });
  await expectSentOnce(world, [...load.outcomes, ...again]);
  expect(await world.simulator.messages()).toHaveLength(load.outcomes.size);
}, 300_000);

test("a server without its database says so and is alive", async () => {
  await using world = await startWorld();
  const seen = new Set<number>();
  await endPostgres(world, "SIGKILL");
  await eventually("it has been away and is ready again", async () => {
    const ready = await world.api("GET", "/readyz");
    seen.add(ready.status);
    if (ready.status === 503) expect(ready.headers["retry-after"]).toBe("1");
    expect((await world.api("GET", "/healthz")).status).toBe(200);
    return ready.status === 200 && seen.has(503);
  });
  expect(seen).toEqual(new Set([200, 503]));
});
