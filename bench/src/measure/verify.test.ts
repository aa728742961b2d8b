import { expect, test } from "vitest";

import { contestantNames } from "../contestants/contestant.ts";
import { aResult, someTurns } from "../testing/a-turn.ts";
import { type Evidence, faultsOf } from "./verify.ts";

/** Two rounds of four conditions with 500 answers each, after a warm-up of 1,000 sends. */
function evidence(changes: Partial<Evidence> = {}): Evidence {
  const warmUp = aResult({ ok: 1000 });
  return {
    warmUpSends: 1000,
    warmUps: new Map(contestantNames.map((name) => [name, warmUp])),
    attemptsAfterWarmUp: { byState: { done: 1000 }, sids: 1000 },
    createsAfterWarmUp: 1000,
    turns: someTurns(2, () => ({})),
    attempts: { byState: { done: 5030 }, sids: 5030 },
    creates: 5030,
    othersCreates: new Map(),
    runs: null,
    ...changes,
  };
}

test("a run in which each send is one create and one done attempt has no fault", () => {
  expect(faultsOf(evidence())).toEqual([]);
});

test("answers that are not 2xx are told by server and status", () => {
  const turns = someTurns(1, (name) =>
    name === "trunkline" ? { notOk: { 503: 2, none: 1 } } : {},
  );
  const attempts = { byState: { done: 3000 }, sids: 3000 };
  expect(faultsOf(evidence({ turns, attempts, creates: 3000 }))).toEqual([
    "8 requests were answered with 503 by trunkline.",
    "4 requests were answered not at all by trunkline.",
  ]);
});

test("a create without its attempt is a fault", () => {
  expect(faultsOf(evidence({ creates: 5031 }))).toHaveLength(1);
  expect(faultsOf(evidence({ createsAfterWarmUp: 1001 }))).toHaveLength(1);
});

test("attempts in doubt are a fault", () => {
  const attempts = { byState: { done: 5030, unknown: 1 }, sids: 5030 };
  expect(faultsOf(evidence({ attempts }))).toEqual(["1 attempts are unknown."]);
});

test("more attempts than answers are right only as far as requests were cut off", () => {
  const withDone = (done: number) =>
    faultsOf(evidence({ attempts: { byState: { done }, sids: done }, creates: done }));
  expect(withDone(5000)).toEqual([]);
  expect(withDone(5480)).toEqual([]);
  expect(withDone(4999)).toHaveLength(1);
  expect(withDone(5481)).toHaveLength(1);
});

test("each attempt is a finished run with two steps", () => {
  const whole = { byStatus: { finished: 5030 }, bySteps: { 2: 5030 }, opened: 26, openedWhole: 26 };
  expect(faultsOf(evidence({ runs: whole }))).toEqual([]);
  const runs = {
    byStatus: { finished: 5029, running: 1 },
    bySteps: { 2: 5029, 1: 1 },
    opened: 26,
    openedWhole: 25,
  };
  expect(faultsOf(evidence({ runs }))).toEqual([
    "5029 runs finished and 5030 attempts done differ.",
    "1 runs are running.",
    "1 runs have 1 steps and not 2.",
    "1 of 26 opened runs have not all their steps.",
  ]);
});

test("a server that answers without sending is a fault", () => {
  const creates = (count: number) =>
    faultsOf(evidence({ othersCreates: new Map([["node-red", count]]) }));
  expect(creates(5000)).toEqual([]);
  expect(creates(4999)).toEqual(["5000 answers of node-red do not fit its 4999 creates."]);
});
