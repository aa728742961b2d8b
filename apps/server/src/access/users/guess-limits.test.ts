import { expect, it } from "vitest";

import { openGuessLimits } from "./guess-limits.ts";

const minuteMs = 60_000;

function limitsAt() {
  const clock = { now: 0 };
  return { clock, limits: openGuessLimits(() => clock.now) };
}

it("lets five guesses at one password through from an address, and one more every three minutes", () => {
  const { clock, limits } = limitsAt();
  const guess = () => limits.take("10.0.0.1", "rosa@example.com");
  for (let guesses = 0; guesses < 5; guesses += 1) expect(guess()).toBe(0);
  expect(guess()).toBe(3 * minuteMs);
  clock.now += minuteMs;
  expect(guess()).toBe(2 * minuteMs);
  clock.now += 2 * minuteMs;
  expect(guess()).toBe(0);
  expect(guess()).toBe(3 * minuteMs);
});

it("counts capitals as the same address, and other addresses apart", () => {
  const { limits } = limitsAt();
  for (let guesses = 0; guesses < 5; guesses += 1) limits.take("10.0.0.1", "Rosa@example.com");
  expect(limits.take("10.0.0.1", "rosa@EXAMPLE.com")).toBeGreaterThan(0);
  expect(limits.take("10.0.0.1", "ana@example.com")).toBe(0);
  expect(limits.take("10.0.0.2", "rosa@example.com")).toBe(0);
});

it("lets thirty guesses through from an address, whoever they are at", () => {
  const { limits } = limitsAt();
  for (let guesses = 0; guesses < 30; guesses += 1) {
    expect(limits.take("10.0.0.1", `user-${guesses}@example.com`)).toBe(0);
  }
  expect(limits.take("10.0.0.1", "rosa@example.com")).toBe(minuteMs / 2);
  expect(limits.take("10.0.0.2", "rosa@example.com")).toBe(0);
});

it("takes no guess while it refuses, so that waiting is never longer than it said", () => {
  const { clock, limits } = limitsAt();
  for (let guesses = 0; guesses < 5; guesses += 1) limits.take("10.0.0.1", "rosa@example.com");
  for (let guesses = 0; guesses < 50; guesses += 1) limits.take("10.0.0.1", "rosa@example.com");
  clock.now += 3 * minuteMs;
  expect(limits.take("10.0.0.1", "rosa@example.com")).toBe(0);
});

it("forgets wrong guesses at a password once it was right, and counts it for nothing", () => {
  const { limits } = limitsAt();
  for (let round = 0; round < 20; round += 1) {
    for (let guesses = 0; guesses < 2; guesses += 1) {
      expect(limits.take("10.0.0.1", "rosa@example.com")).toBe(0);
      limits.giveBack("10.0.0.1", "rosa@example.com");
    }
  }
  for (let guesses = 0; guesses < 4; guesses += 1) limits.take("10.0.0.1", "rosa@example.com");
  limits.giveBack("10.0.0.1", "rosa@example.com");
  for (let guesses = 0; guesses < 5; guesses += 1) {
    expect(limits.take("10.0.0.1", "rosa@example.com")).toBe(0);
  }
});
