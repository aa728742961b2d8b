import { expect, test } from "vitest";

import { commandBench } from "./command-bench.ts";
import { rowsWith } from "./testing/a-turn.ts";

test("every target is reached by a server as fast as the bare one", () => {
  const rows = rowsWith({ trunkline: 1000 });
  expect(commandBench.targetsOf(rows, 150).filter((one) => !one.isReached)).toEqual([]);
});

test("each target is missed by itself", () => {
  const rows = rowsWith({ trunkline: 599 }, 6.1);
  const missed = commandBench.targetsOf(rows, 151).filter((one) => !one.isReached);
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
