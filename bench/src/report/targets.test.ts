import { expect, test } from "vitest";

import type { ContestantName } from "../contestants/contestant.ts";
import { someTurns } from "../testing/a-turn.ts";
import { summarise } from "./summary.ts";
import { targetsOf, unfairness } from "./targets.ts";

function rowsWith(perSecond: Record<ContestantName, number>, p99Ms = 6) {
  return summarise(
    someTurns(3, (name) => ({
      perSecond: perSecond[name],
      p99Ms: name === "trunkline" ? p99Ms : 6,
    })),
  );
}

test("a ratio is taken within each round, so a slow round of the machine does not count", () => {
  const rows = summarise(
    someTurns(3, (name, round) => ({
      perSecond: (name === "trunkline" ? 800 : 1000) / (round === 2 ? 10 : 1),
    })),
  );
  const ours = rows.filter((row) => row.contestant === "trunkline");
  expect(ours.map((row) => row.ratio)).toEqual([0.8, 0.8, 0.8, 0.8]);
});

test("every target is reached by a server as fast as the bare one", () => {
  const rows = rowsWith({ "bare twilio": 1000, trunkline: 1000, "bare undici": 2000 });
  expect(targetsOf(rows, 150).filter((one) => !one.isReached)).toEqual([]);
  expect(unfairness(rows)).toEqual([]);
});

test("each target is missed by itself", () => {
  const rows = rowsWith({ "bare twilio": 1000, trunkline: 599, "bare undici": 2000 }, 6.1);
  const missed = targetsOf(rows, 151).filter((one) => !one.isReached);
  expect(missed.map((one) => one.measured)).toEqual([
    "0.60",
    "0.60",
    "0.60",
    "3.05",
    "3.05",
    "3.05",
    "3.05",
    "151 MB",
  ]);
});

test("undici less than twice as fast as the library shows an unfair comparison", () => {
  const rows = rowsWith({ "bare twilio": 1000, trunkline: 1000, "bare undici": 1999 });
  expect(unfairness(rows)).toHaveLength(2);
});
