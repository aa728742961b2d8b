import { expect } from "vitest";

import type { AttemptBody } from "./api-client.ts";
import type { Outcome, Sending } from "./senders.ts";
import type { SimulatedMessage } from "./simulator-process.ts";
import type { World } from "./world.ts";

/** How many attempts ended how. */
export type Tally = Readonly<Record<AttemptBody["state"], number>>;

/**
 * Compares what attempts say with what the simulator has and with what callers were told: every
 * text is there once at most, every text there has its attempt, what is `done` is there under its
 * SID, what is `not-done` is not, and whoever was told 200 was told the truth.
 */
export async function expectSentOnce(
  world: World,
  outcomes: Iterable<readonly [Sending, Outcome]>,
): Promise<Tally> {
  const attempts = new Map((await world.attempts()).map((one) => [one.idempotencyKey, one]));
  const messages = byBody(await world.simulator.messages());
  const faults: string[] = [];
  const known = new Set<string>();
  for (const [sending, outcome] of outcomes) {
    const attempt = attempts.get(sending.key);
    const found = messages.get(sending.body) ?? [];
    const fault = faultOf(attempt, found, outcome);
    if (fault !== null) faults.push(`${sending.key}: ${fault}`);
    known.add(sending.body);
  }
  const strangers = [...messages.keys()].filter((body) => !known.has(body));
  faults.push(...strangers.map((body) => `${body}: nobody wanted it`));
  expect(faults).toEqual([]);
  return tally(attempts.values());
}

function faultOf(
  attempt: AttemptBody | undefined,
  messages: readonly SimulatedMessage[],
  outcome: Outcome,
): string | null {
  if (messages.length > 1) return `was sent ${messages.length} times`;
  const [message] = messages;
  if (attempt === undefined) {
    return message === undefined && outcome?.status !== 200 ? null : "was sent without an attempt";
  }
  if (attempt.state === "not-done" && message !== undefined) return "is not-done and was sent";
  if (attempt.state === "done" && message?.sid !== attempt.sid) return "is done and not there";
  if (outcome?.status !== 200) return null;
  const { sid } = outcome.body.data as { sid: string };
  if (attempt.state !== "done" || attempt.sid !== sid)
    return `was answered 200 and is ${attempt.state}`;
  return null;
}

function byBody(messages: readonly SimulatedMessage[]): Map<string, SimulatedMessage[]> {
  const groups = new Map<string, SimulatedMessage[]>();
  for (const message of messages) {
    const group = groups.get(message.body);
    if (group === undefined) groups.set(message.body, [message]);
    else group.push(message);
  }
  return groups;
}

function tally(attempts: Iterable<AttemptBody>): Tally {
  const counts = { stored: 0, done: 0, "not-done": 0, unknown: 0 };
  for (const { state } of attempts) counts[state] += 1;
  return counts;
}
