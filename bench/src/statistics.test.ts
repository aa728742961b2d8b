import { expect, test } from "vitest";

import { median, percentile } from "./statistics.ts";

test("the median of an even count is the mean of the two in the middle", () => {
  expect(median([4, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test("a percentile is a value that occurs, by nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 50)).toBe(50);
  expect(percentile(hundred, 99)).toBe(99);
  expect(percentile([5, 9], 99)).toBe(9);
  expect(percentile([5], 50)).toBe(5);
  expect(percentile([], 50)).toBeNaN();
});
