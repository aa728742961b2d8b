import { expect, test } from "vitest";

import { rowsWith } from "../testing/a-turn.ts";
import { hookBench } from "./hook-bench.ts";

const missed = (rows: Parameters<typeof hookBench.targetsOf>[0]) =>
  hookBench
    .targetsOf(rows, 150)
    .filter((one) => !one.isReached)
    .map((one) => `${one.what}: ${one.measured}`);

test("the bound is what a stub that waits lets through", () => {
  expect(missed(rowsWith({ trunkline: 1900 }))).toEqual([]);
  expect(missed(rowsWith({ trunkline: 1899 }))).toEqual([
    "requests/s beside the bound, 100 connections, 50 ms: 0.95",
  ]);
});

test("Node-RED is to be left behind at 20 connections", () => {
  expect(missed(rowsWith({ trunkline: 1950, "node-red": 1951 }))).toEqual([
    "requests/s beside node-red, 20 connections, 0 ms: 1.00",
  ]);
});
