import { setTimeout as pause } from "node:timers/promises";

import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { type Outcome, sendAgain, Senders, type Sending } from "./testing/senders.ts";
import { expectSentOnce } from "./testing/sent-once.ts";
import { startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

const rounds = 10;
const senders = 20;
const latestKillMs = 700;

/** Short, so that attempts whose owner was killed become unknown within the test. */
const shortTimes = {
  TRUNKLINE_ATTEMPT_LEASE_SECONDS: "2",
  TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "3",
  TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "1",
  TRUNKLINE_PENDING_WAIT_SECONDS: "0.1",
};

async function countStored(world: World, round: number): Promise<number> {
  const rows = await world.rows<{ count: number }>(
    `select count(*)::int as count from attempts
     where state = 'stored' and idempotency_key like $1`,
    [`round-${round}-%`],
  );
  return rows[0]?.count ?? 0;
}

/** Sends under load until a random moment, kills, starts again, and asks again for every key. */
async function oneRound(world: World, round: number): Promise<Map<Sending, Outcome>> {
  const send = ({ body, key }: Sending) => world.send(body, key);
  const load = new Senders(`round-${round}`, senders, send);
  await eventually("the first text has been sent", () => load.sent > 0);
  // Not a wait for something: the moment of the kill is what differs from round to round.
  await pause(Math.random() * latestKillMs);
  const { inFlight } = load;
  await world.kill();
  await load.stop();
  const stored = await countStored(world, round);
  console.log(`round ${round}: killed with ${inFlight} requests and ${stored} sends in flight`);

  await world.restart();
  for (const [sending, outcome] of await sendAgain(load.outcomes.keys(), send)) {
    expect([200, 409, 502, 503], sending.key).toContain(outcome?.status);
    const { error } = outcome?.body ?? {};
    if (outcome?.status === 409) expect(error?.code).toBe("ATTEMPT_PENDING");
    if (outcome?.status === 502) expect(error?.outcome).toBe("unknown");
    if (outcome?.status === 503) expect(error?.outcome).toBe("not-done");
  }
  return load.outcomes;
}

test("a server that is killed at any moment has sent no text twice and forgotten none", async () => {
  await using world = await startWorld({ env: shortTimes });
  await world.simulator.addFault({ kind: "delay-after", probability: 0.3, delayMs: 60 });
  await world.simulator.addFault({ kind: "delay-before", probability: 0.3, delayMs: 40 });
  const all = new Map<Sending, Outcome>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const [sending, outcome] of await oneRound(world, round)) all.set(sending, outcome);
    await expectSentOnce(world, all);
  }

  await eventually("no attempt is stored any more", async () => {
    return (await world.attempts("stored")).length === 0;
  });
  const last = await sendAgain(all.keys(), ({ body, key }) => world.send(body, key));
  for (const [sending, outcome] of last) {
    expect([200, 502], `${sending.key}: ${outcome?.text}`).toContain(outcome?.status);
  }
  const states = await expectSentOnce(world, [...all, ...last]);
  console.log(`${all.size} keys: ${states.done} done, ${states.unknown} unknown`);
  expect(states.done + states.unknown).toBe(all.size);
}, 300_000);
