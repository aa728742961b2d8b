import { expect, it } from "vitest";

import { openCallerRates } from "./caller-rates.ts";

it("lets a caller ask a minute's worth at once, then evenly", () => {
  let now = 0;
  const rates = openCallerRates(() => now);
  const take = () => rates.take("one", 60);
  for (let request = 0; request < 60; request += 1) expect(take()).toBe(0);
  expect(take()).toBeCloseTo(1000);
  now += 500;
  expect(take()).toBeCloseTo(500);
  now += 500;
  expect(take()).toBe(0);
  expect(take()).toBeCloseTo(1000);
});

it("saves no more than a minute's worth", () => {
  let now = 0;
  const rates = openCallerRates(() => now);
  rates.take("one", 2);
  now += 3_600_000;
  expect([rates.take("one", 2), rates.take("one", 2)]).toEqual([0, 0]);
  expect(rates.take("one", 2)).toBeGreaterThan(0);
});

it("counts each caller apart", () => {
  const rates = openCallerRates(() => 0);
  expect(rates.take("one", 1)).toBe(0);
  expect(rates.take("one", 1)).toBeGreaterThan(0);
  expect(rates.take("other", 1)).toBe(0);
});

it("keeps no more callers in memory than it was told", () => {
  const rates = openCallerRates(() => 0, 2);
  for (const caller of ["one", "two", "one", "three"]) rates.take(caller, 10);
  expect(rates.take("one", 10), "known: three of ten are taken").toBe(0);
  for (let request = 0; request < 7; request += 1) expect(rates.take("one", 10)).toBe(0);
  expect(rates.take("one", 10)).toBeGreaterThan(0);
});
