import { createDataKey, KeyRing, MasterKey } from "@trunkline/vault";
import { expect, it } from "vitest";

import { runClock, seededRandom } from "./run-clock.ts";

it("stands still between the ends of steps and never goes back", () => {
  const clock = runClock(new Date(1000));
  expect(clock.now()).toBe(1000);
  clock.moveTo(1500);
  clock.moveTo(1200);
  expect(clock.now()).toBe(1500);
});

it("gives the same numbers to the same run and others to another", () => {
  const draw = drawingWith(aKey());
  const drawn = draw("run_1");
  expect(drawn).toEqual(draw("run_1"));
  expect(drawn).not.toEqual(draw("run_2"));
  expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  expect(new Set(drawn).size).toBe(1000);
});

it("gives numbers that a run's id alone does not tell", () => {
  expect(drawingWith(aKey())("run_1")).not.toEqual(drawingWith(aKey())("run_1"));
});

function drawingWith(key: ReturnType<typeof aKey>): (run: string) => number[] {
  return (run) => Array.from({ length: 1000 }, seededRandom(key, run));
}

function aKey() {
  return createDataKey(new KeyRing([MasterKey.generate()]), { app: "app_1" }).dataKey;
}
