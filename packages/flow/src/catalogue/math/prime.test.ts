import { expect, test } from "vitest";

import type { Tools } from "../../run/tools.ts";
import { isPrime } from "./prime.ts";

const tools = { spend: () => {} } as unknown as Tools;

function isPrimeByDividing(number: number): boolean {
  if (number < 2 || number % 1 !== 0) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
    if (number % divisor === 0) return false;
  }
  return true;
}

test("knows small primes, and those around the place where it changes its way", () => {
  for (let number = -3; number < 2000; number += 1) {
    expect([number, isPrime(number, tools)]).toEqual([number, isPrimeByDividing(number)]);
  }
  for (let number = 999_500; number < 1_000_500; number += 1) {
    expect([number, isPrime(number, tools)]).toEqual([number, isPrimeByDividing(number)]);
  }
});

test("knows the largest prime that a number can hold at once", () => {
  expect(isPrime(9_007_199_254_740_881, tools)).toBe(true);
  expect(isPrime(9_007_199_254_740_879, tools)).toBe(false);
});

test.each([1_373_653, 25_326_001, 3_215_031_751, 2_152_302_898_747, 3_474_749_660_383])(
  "is not taken in by %d, which looks prime to some witnesses",
  (number) => expect(isPrime(number, tools)).toBe(false),
);

test.each([Number.NaN, Infinity, -7, 2.5, 1e300])("%d is no prime", (number) => {
  expect(isPrime(number, tools)).toBe(false);
});
