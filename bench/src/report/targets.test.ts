import { expect, test } from "vitest";

import { rowsWith, someTurns } from "../testing/a-turn.ts";
import { summarise } from "./summary.ts";
import { unfairness } from "./targets.ts";

test("a ratio is taken within each round, so a slow round of the machine does not count", () => {
  const rows = summarise(
    someTurns(3, (name, round) => ({
      perSecond: (name === "trunkline" ? 800 : 1000) / (round === 2 ? 10 : 1),
    })),
  );
  const ours = rows.filter((row) => row.contestant === "trunkline");
  expect(ours.map((row) => row.ratio)).toEqual([0.8, 0.8, 0.8, 0.8]);
});

test("undici less than twice as fast as the library shows an unfair comparison", () => {
  const rows = rowsWith({ "bare undici": 1999 });
  expect(unfairness(rows)).toHaveLength(2);
  expect(unfairness(rowsWith({}))).toEqual([]);
});
