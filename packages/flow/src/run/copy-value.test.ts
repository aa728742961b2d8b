import { expect, test } from "vitest";

import type { Value } from "../document/values.ts";
import { copyForLog, copyValue } from "./copy-value.ts";

const counter = { spend: () => {} };

test("copies JSON, and makes null of what JSON does not know", () => {
  const given = { a: [1, "x", null, true], b: undefined, c: () => 1, d: Number.NaN, e: 1n };
  expect(copyValue(given)).toEqual({ a: [1, "x", null, true], c: null, d: null, e: null });
});

test("counts every value that is copied", () => {
  let steps = 0;
  copyValue({ a: [1, 2], b: {} }, { spend: (count) => void (steps += count) });
  expect(steps).toBe(5);
});

test("refuses what holds itself, is nested too deep, or shares itself into too much", () => {
  const own: Value[] = [];
  own.push(own);
  let shared: Value = "x";
  for (let depth = 0; depth < 60; depth += 1) shared = [shared, shared];
  for (const value of [own, shared]) {
    expect(() => copyValue(value)).toThrow(expect.objectContaining({ code: "VALUE_TOO_DEEP" }));
  }
});

test("a log keeps numbers as they are, and is cut instead of refused", () => {
  expect(copyForLog([Number.NaN, Infinity, -0], counter)).toEqual([Number.NaN, Infinity, -0]);
  const own: Value[] = [];
  own.push(own);
  expect(JSON.stringify(copyForLog(own, counter))).toContain("…");
  let shared: Value = "x";
  for (let depth = 0; depth < 60; depth += 1) shared = [shared, shared];
  expect(JSON.stringify(copyForLog(shared, counter)).length).toBeLessThan(2_000_000);
});
