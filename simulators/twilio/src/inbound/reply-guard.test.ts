import { expect, it } from "vitest";

import { ReplyGuard } from "./reply-guard.ts";

const pair = { from: "+15005550006", to: "+15550001111" };

function replies(guard: ReplyGuard, count: number, everyMs: number, from = 0): boolean[] {
  return Array.from({ length: count }, (_, index) =>
    guard.lets("AC1", pair, from + index * everyMs),
  );
}

it("lets 30 quick replies go, then holds the next ones for 30 seconds", () => {
  const guard = new ReplyGuard();
  expect(replies(guard, 32, 100)).toEqual([...Array<boolean>(30).fill(true), false, false]);
  expect(guard.lets("AC1", pair, 3000 + 29_999)).toBe(false);
  expect(guard.lets("AC1", pair, 3000 + 30_000)).toBe(true);
});

it("lets replies go for ever when one of them takes its time", () => {
  const guard = new ReplyGuard();
  expect(replies(guard, 100, 30_000).every(Boolean)).toBe(true);
});

it("counts every pair of numbers, and every account, for itself", () => {
  const guard = new ReplyGuard();
  replies(guard, 31, 1);
  expect(guard.lets("AC1", pair, 40)).toBe(false);
  expect(guard.lets("AC2", pair, 40)).toBe(true);
  expect(guard.lets("AC1", { from: pair.to, to: pair.from }, 40)).toBe(true);
  guard.clear();
  expect(guard.lets("AC1", pair, 41)).toBe(true);
});
